import { expect, test } from 'vitest';
import { batchesOf } from './batches.ts';

test('an epoch sees every row once, in batches of which the last may be partial', () => {
  const batches = batchesOf(10, 4, 1, 0);
  batches.nextEpoch();
  expect(batches.perEpoch).toBe(3);
  expect([0, 1, 2].map((b) => batches.filled(b))).toEqual([4, 4, 2]);
  expect([...batches.order].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('every epoch and every replicate has its own order, the same whenever it is drawn again', () => {
  const orders = (replicate: number) => {
    const batches = batchesOf(50, 8, 1, replicate);
    return [0, 1].map(() => {
      batches.nextEpoch();
      return batches.order.join();
    });
  };
  expect(orders(0)).toEqual(orders(0));
  expect(new Set([...orders(0), ...orders(1)]).size).toBe(4);
});

test('a batch larger than the data is all of it', () => {
  const batches = batchesOf(3, 64, 1, 0);
  expect([batches.rows, batches.perEpoch, batches.filled(0)]).toEqual([3, 1, 3]);
});
