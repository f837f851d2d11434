import { shuffle } from '#lib/random/shuffle.ts';
import { stream } from '#lib/random/stream.ts';
import type { SplitSpec } from './spec.ts';

export interface RowSplit {
  readonly train: Int32Array;
  readonly validation: Int32Array;
  readonly test: Int32Array;
}

/**
 * Cuts rows in three by a seeded shuffle. Every part stays in shuffled order, so that its first rows are
 * a fair sample; shares are rounded, and no part is empty where there are three rows or more.
 * @param rows the usable rows
 * @param replicate its index where each replicate has a split of its own; ignored otherwise
 */
export function splitRows(rows: Int32Array, split: SplitSpec, replicate: number | null): RowSplit {
  const index = split.perReplicate ? (replicate ?? 0) : 0;
  const order = shuffle(rows.slice(), stream(split.seed, index, 'split'));
  const share = (part: number) => Math.max(1, Math.round(part * rows.length));
  const test = Math.min(share(split.test), rows.length - 2);
  const held = Math.min(test + share(split.validation), rows.length - 1);
  return {
    test: order.slice(0, test),
    validation: order.slice(test, held),
    train: order.slice(held),
  };
}
