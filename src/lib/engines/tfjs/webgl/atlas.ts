/**
 * One net's parameters for the whole stack in one packed texture, the atlas: a texel holds a block of
 * 2 × 2 values, and a program reads a layer's weights two inputs and two outputs at a time.
 *
 * Shape [replicates · rows, columns]. Within a replicate the layers follow each other: a row for each
 * input, a row of biases, a row of zeros. Widths are rounded up to even ones; what is added is zero and
 * stays zero, because its gradients are. Gradients and Adam's moments have the same shape.
 */
import type { Net } from '#lib/mdn/layout.ts';

export interface AtlasLayer {
  /** Even. */
  readonly inputs: number;
  readonly outputs: number;
  /** First row within a replicate; the biases are in row `first + inputs`. */
  readonly first: number;
}

export interface Atlas {
  readonly net: Net;
  readonly layers: readonly AtlasLayer[];
  /** Of one replicate. */
  readonly rows: number;
  readonly columns: number;
}

export const even = (count: number): number => count + (count % 2);

export function atlasOf(net: Net): Atlas {
  let rows = 0;
  const layers = net.map((layer) => {
    const inputs = even(layer.inputs);
    const first = rows;
    rows += inputs + 2;
    return { inputs, outputs: even(layer.outputs), first };
  });
  return { net, layers, rows, columns: Math.max(...layers.map(({ outputs }) => outputs)) };
}

/** Visits each row of each layer that holds parameters: its place in the flat array and in the atlas. */
function eachRow(
  { net, layers, columns }: Atlas,
  visit: (flat: number, count: number, place: number) => void,
): void {
  net.forEach((layer, l) => {
    const { first, inputs } = layers[l];
    for (let i = 0; i < layer.inputs; i++) {
      visit(layer.weights + i * layer.outputs, layer.outputs, (first + i) * columns);
    }
    visit(layer.biases, layer.outputs, (first + inputs) * columns);
  });
}

/** The atlas's values for replicates with these flat parameters (layout.ts). */
export function toAtlas(atlas: Atlas, replicates: readonly Float32Array[]): Float32Array {
  const size = atlas.rows * atlas.columns;
  const values = new Float32Array(replicates.length * size);
  replicates.forEach((parameters, r) => {
    eachRow(atlas, (flat, count, place) => {
      values.set(parameters.subarray(flat, flat + count), r * size + place);
    });
  });
  return values;
}

/** Copies one net's parameters out of its atlas into each replicate's flat array. */
export function fromAtlas(
  atlas: Atlas,
  values: Float32Array,
  replicates: readonly Float32Array[],
): void {
  const size = atlas.rows * atlas.columns;
  replicates.forEach((parameters, r) => {
    eachRow(atlas, (flat, count, place) => {
      const at = r * size + place;
      parameters.set(values.subarray(at, at + count), flat);
    });
  });
}
