/**
 * Where the kernels keep the parameters of #lib/mdn/layout.ts: layer by layer the weights in blocks of
 * four outputs, [outputs/4][inputs][4], then the biases, units padded to multiples of 4. What is padding
 * is zero and stays zero: nothing flows into it.
 */
import type { Layer, Layout } from '#lib/mdn/layout.ts';

export interface PackedLayer {
  readonly layer: Layer;
  readonly inputs: number;
  readonly outputs: number;
  /** Offsets into the packed array. */
  readonly weights: number;
  readonly biases: number;
}

export interface Packing {
  readonly nets: readonly (readonly PackedLayer[])[];
  /** Packed parameters of one replicate. */
  readonly size: number;
}

export function padded(units: number): number {
  return Math.ceil(units / 4) * 4;
}

export function packingOf(layout: Layout): Packing {
  let size = 0;
  const nets = layout.nets.map((net) =>
    net.map((layer): PackedLayer => {
      const inputs = padded(layer.inputs);
      const outputs = padded(layer.outputs);
      const weights = size;
      const biases = weights + inputs * outputs;
      size = biases + outputs;
      return { layer, inputs, outputs, weights, biases };
    }),
  );
  return { nets, size };
}

/** Calls back for each parameter with its places in the flat and in the packed array. */
function forEachPlace(packing: Packing, visit: (flat: number, packed: number) => void): void {
  for (const { layer, inputs, weights, biases } of packing.nets.flat()) {
    for (let i = 0; i < layer.inputs; i++) {
      for (let o = 0; o < layer.outputs; o++) {
        const block = weights + (o >> 2) * 4 * inputs;
        visit(layer.weights + i * layer.outputs + o, block + 4 * i + (o & 3));
      }
    }
    for (let o = 0; o < layer.outputs; o++) visit(layer.biases + o, biases + o);
  }
}

/** @param to packing.size numbers, zero where there is padding */
export function pack(packing: Packing, flat: Float32Array, to: Float32Array): void {
  forEachPlace(packing, (from, at) => {
    to[at] = flat[from];
  });
}

/** @returns the parameters in the order of the layout */
export function unpack(packing: Packing, packed: Float32Array, size: number): Float32Array {
  const flat = new Float32Array(size);
  forEachPlace(packing, (to, at) => {
    flat[to] = packed[at];
  });
  return flat;
}
