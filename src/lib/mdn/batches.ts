/**
 * Which rows a replicate sees when. Its order begins as 0 … n − 1; before each epoch that order is
 * shuffled again in place by stream(seed, replicate, 'shuffle'), which runs on from epoch to epoch. An
 * epoch is ⌈n / batch⌉ batches of consecutive rows of the order. The last may be partial: its loss is
 * the mean over its own rows, and engines that need fixed shapes fill it up with rows of weight zero.
 */
import { shuffle } from '#lib/random/shuffle.ts';
import { stream } from '#lib/random/stream.ts';

export interface Batches {
  /** Rows of a full batch: the batch size asked for, or all rows if there are fewer. */
  readonly rows: number;
  readonly perEpoch: number;
  /** The order of the epoch at hand. */
  readonly order: Int32Array;
  nextEpoch(): void;
  /** How many rows batch b has, and so 1/weight of each. */
  filled(b: number): number;
}

export function batchesOf(
  count: number,
  batchSize: number,
  seed: number,
  replicate: number,
): Batches {
  const random = stream(seed, replicate, 'shuffle');
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const rows = Math.min(batchSize, count);
  return {
    rows,
    perEpoch: Math.ceil(count / rows),
    order,
    nextEpoch: () => void shuffle(order, random),
    filled: (b) => Math.min(rows, count - b * rows),
  };
}
