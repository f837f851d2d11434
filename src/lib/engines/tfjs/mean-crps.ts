import { mul, squeeze, sum, type Tensor1D, tensor2d, tensor3d, tidy } from '@tensorflow/tfjs-core';
import type { Part } from '#lib/data/dataset.ts';
import { inUnits } from '#lib/mdn/scale.ts';
import type { Breathe } from '../breathing.ts';
import { forward, type LayerTensors } from './net.ts';
import type { Products } from './products.ts';
import type { StackPlan } from '../stack.ts';
import { tensorCrps } from './tensor-head.ts';

/** Pairs of components at once, over all rows and replicates: eight megabytes a tensor. */
const LARGEST_PAIRS = 2 ** 21;

function chunkRows(replicates: number, components: number): number {
  const rows = Math.floor(LARGEST_PAIRS / (replicates * components * components));
  return Math.min(Math.max(rows, 16), 512);
}

/**
 * Mean CRPS of every replicate over a part, in the target's unit, computed on the device: one number a
 * replicate and chunk comes back.
 * @param layers each net's layers for the whole stack, made within a tidy
 */
export async function meanCrps(
  { layout, activation, scale, bounds, initial }: StackPlan,
  products: Products,
  layers: () => readonly LayerTensors[][],
  part: Part,
  breathe: Breathe,
): Promise<Float64Array> {
  const sums = new Float64Array(initial.length);
  const y = inUnits(scale, part.targets);
  const rows = Math.min(chunkRows(initial.length, layout.components), part.count);
  for (let first = 0; first < part.count; first += rows) {
    await breathe();
    const filled = Math.min(rows, part.count - first);
    const chunk = new Float32Array(rows * layout.width);
    chunk.set(part.inputs.subarray(first * layout.width, (first + filled) * layout.width));
    const outcomes = new Float32Array(rows).fill(1);
    outcomes.set(y.subarray(first, first + filled));
    const chunkSums = tidy(() => {
      const x = tensor3d(chunk, [1, rows, layout.width]);
      const outputs = layers().map((net) => forward(products, activation, net, x, []).outputs);
      const crps = tensorCrps(outputs, tensor2d(outcomes, [1, rows]), scale, bounds);
      const present = tensor2d(new Float32Array(rows).fill(1, 0, filled), [1, rows]);
      return squeeze(sum(mul(crps, present), 1)) as Tensor1D;
    });
    const values = await chunkSums.data();
    chunkSums.dispose();
    values.forEach((value, slot) => (sums[slot] += value));
  }
  return sums.map((total) => (total * scale.unit) / part.count);
}
