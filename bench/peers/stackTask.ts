/**
 * What every peer trains: a stack of replicates of one network, from the very initial values and in the
 * very order of rows that our engine draws, so that its losses can be held against ours.
 */
import { SIGMA_FLOOR } from '#lib/mdn/bounds.ts';
import { batchesOf } from '#lib/mdn/batches.ts';
import { initialParameters } from '#lib/mdn/initial.ts';
import { layoutOf } from '#lib/mdn/layout.ts';
import { scaleOf, spreadOf, standardise } from '#lib/mdn/scale.ts';
import type { BenchRows } from '../benchRows.ts';
import { INPUTS } from '../layersModel.ts';
import { PEER, SEED } from '../oneEpoch.ts';

export const STACK = 32;

export interface StackTask {
  readonly stack: number;
  readonly components: number;
  /** Rows, and how many of them a batch has: it divides them. */
  readonly count: number;
  readonly batchRows: number;
  /** Of each layer, the inputs first. */
  readonly units: readonly number[];
  readonly rate: number;
  /** Added to softplus in the head. */
  readonly floor: number;
  /** Row-major, count × inputs. */
  readonly inputs: Float32Array;
  /** The standardised logarithms of the targets. */
  readonly z: Float32Array;
  /** Replicate by replicate, in the order of #lib/mdn/layout.ts. */
  readonly initial: Float32Array;
  /** The order of rows: epoch by epoch, replicate by replicate. */
  readonly orders: Int32Array;
}

/** @param epochs how many are followed in our order, before a peer shuffles for itself */
export function stackTask(rows: BenchRows, epochs: number): StackTask {
  const { count, inputs, targets } = rows;
  const { batchSize, components, hidden, activation, learningRate } = PEER;
  const standardised = standardise(scaleOf('lognormal', targets), targets);
  const layout = layoutOf(PEER, INPUTS);
  const spread = spreadOf(standardised, components);
  const initial = new Float32Array(STACK * layout.size);
  const orders = new Int32Array(epochs * STACK * count);
  for (let replicate = 0; replicate < STACK; replicate++) {
    const own = initialParameters(layout, activation, spread, SEED, replicate);
    initial.set(own, replicate * layout.size);
    const batches = batchesOf(count, batchSize, SEED, replicate);
    for (let epoch = 0; epoch < epochs; epoch++) {
      batches.nextEpoch();
      orders.set(batches.order, (epoch * STACK + replicate) * count);
    }
  }
  return {
    stack: STACK,
    components,
    count,
    batchRows: batchSize,
    units: [INPUTS, ...hidden, 3 * components],
    rate: learningRate,
    floor: SIGMA_FLOOR,
    inputs,
    z: Float32Array.from(standardised),
    initial,
    orders,
  };
}

/** Row `at` of a batch of each replicate, gathered: [stack, batch, inputs] and [stack, batch]. */
export interface GatheredBatch {
  readonly inputs: Float32Array;
  readonly z: Float32Array;
}

/** Gathers rows begin … begin + batchRows − 1 of each replicate's order, into arrays that are given. */
export function gatherBatch(
  { stack, count, batchRows, inputs, z }: StackTask,
  orders: Int32Array,
  begin: number,
  into: GatheredBatch,
): void {
  for (let replicate = 0; replicate < stack; replicate++) {
    for (let b = 0; b < batchRows; b++) {
      const row = orders[replicate * count + begin + b];
      const to = replicate * batchRows + b;
      for (let i = 0; i < INPUTS; i++) into.inputs[to * INPUTS + i] = inputs[row * INPUTS + i];
      into.z[to] = z[row];
    }
  }
}
