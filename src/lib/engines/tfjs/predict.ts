import { dispose, keep, tensor3d, tidy } from '@tensorflow/tfjs-core';
import type { Part } from '#lib/data/dataset.ts';
import { joinHeads } from '#lib/mdn/streams.ts';
import type { Breathe } from '../breathing.ts';
import { layersOf } from './layers.ts';
import { forward, type LayerTensors } from './net.ts';
import type { Products } from './products.ts';
import type { StackPlan } from '../stack.ts';

/** Rows predicted at once, whatever the stack, so that no score depends on it. */
const CHUNK_ROWS = 512;

/**
 * One replicate's outputs [rows × 3K] for every row of a part. Chunks have one shape, the last filled
 * up with rows that are dropped again: a GPU compiles its programs once.
 */
export async function predict(
  { layout, activation }: StackPlan,
  products: Products,
  parameters: Float32Array,
  { inputs, count }: Part,
  breathe: Breathe,
): Promise<Float32Array> {
  const { width, nets } = layout;
  const rows = Math.min(CHUNK_ROWS, count);
  const layers = tidy(() =>
    nets.map((net) =>
      layersOf(net, [parameters]).map(({ weights, biases }) => ({
        weights: keep(weights),
        biases: keep(biases),
      })),
    ),
  );
  try {
    const heads = nets.map((net) => new Float32Array(count * net[net.length - 1].outputs));
    for (let first = 0; first < count; first += rows) {
      await breathe();
      const chunk = new Float32Array(rows * width);
      chunk.set(inputs.subarray(first * width, Math.min(first + rows, count) * width));
      const outputs = tidy(() => {
        const x = tensor3d(chunk, [1, rows, width]);
        return layers.map((net) => forward(products, activation, net, x, []).outputs);
      });
      for (const [n, output] of outputs.entries()) {
        const values = await output.data<'float32'>();
        const share = heads[n].length / count;
        heads[n].set(values.subarray(0, Math.min(rows, count - first) * share), first * share);
      }
      dispose(outputs);
    }
    return joinHeads(heads, count);
  } finally {
    dispose(layers.flat().flatMap(({ weights, biases }: LayerTensors) => [weights, biases]));
  }
}
