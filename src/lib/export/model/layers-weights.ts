import type { Layer, Layout } from '#lib/mdn/layout.ts';
import { HEADS, hiddenName, OUTPUTS } from './layers-topology.ts';

export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32';
}

export interface LayersWeights {
  readonly specs: readonly WeightSpec[];
  /** Little-endian 32-bit floats, one weight after the other. */
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Columns `from` to `from + count` of a layer: its kernel [inputs × count] row-major, and its biases. */
function columns(layer: Layer, parameters: Float32Array, from: number, count: number) {
  const kernel = new Float32Array(layer.inputs * count);
  for (let i = 0; i < layer.inputs; i++) {
    const row = layer.weights + i * layer.outputs + from;
    kernel.set(parameters.subarray(row, row + count), i * count);
  }
  const first = layer.biases + from;
  return { kernel, bias: parameters.subarray(first, first + count) };
}

/**
 * A replicate's parameters as the weights of the Layers model. A shared head of 3K outputs is three
 * dense layers of K there.
 * @throws RangeError where there are not as many parameters as the layout has
 */
export function layersWeights(layout: Layout, parameters: Float32Array): LayersWeights {
  if (parameters.length !== layout.size) {
    throw new RangeError(
      `The network has ${parameters.length} parameters, but this study’s has ${layout.size}: the data or the study has changed since it was trained.`,
    );
  }
  const specs: WeightSpec[] = [];
  const arrays: Float32Array[] = [];
  const add = (name: string, layer: Layer, from: number, count: number) => {
    const { kernel, bias } = columns(layer, parameters, from, count);
    specs.push({ name: `${name}/kernel`, shape: [layer.inputs, count], dtype: 'float32' });
    specs.push({ name: `${name}/bias`, shape: [count], dtype: 'float32' });
    arrays.push(kernel, bias);
  };
  const { nets, components } = layout;
  nets.forEach((net, n) => {
    const stream = nets.length === 1 ? null : OUTPUTS[n];
    net.slice(0, -1).forEach((layer, l) => add(hiddenName(l, stream), layer, 0, layer.outputs));
    const head = net[net.length - 1];
    if (stream) add(HEADS[stream], head, 0, components);
    else OUTPUTS.forEach((output, i) => add(HEADS[output], head, i * components, components));
  });

  const view = new DataView(new ArrayBuffer(4 * layout.size));
  let at = 0;
  for (const array of arrays) {
    for (const value of array) view.setFloat32((at += 4) - 4, value, true);
  }
  return { specs, data: new Uint8Array(view.buffer) };
}
