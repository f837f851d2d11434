import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EpochReport } from '#lib/engines/engine.ts';
import { EpochBatcher } from './epoch-batcher.ts';

function report(epoch: number, loss = 1): EpochReport {
  return { epoch, trainingLoss: Float64Array.of(loss), validationCrps: Float64Array.of(loss) };
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

test('the first epoch is sent at once, those that follow fast together, and none is lost', async () => {
  const sent: number[][] = [];
  const batcher = new EpochBatcher((reports) => sent.push(reports.map(({ epoch }) => epoch)));
  for (let epoch = 1; epoch <= 10; epoch++) {
    batcher.post(report(epoch));
    vi.advanceTimersByTime(10);
  }
  expect(sent).toEqual([[1], [2, 3, 4, 5], [6, 7, 8, 9]]);
  await batcher.flush();
  expect(sent.at(-1)).toEqual([10]);
});

test('a report that waits is a copy: the engine may write its next epoch into the same arrays', async () => {
  const losses: number[] = [];
  const batcher = new EpochBatcher((reports) =>
    losses.push(...reports.map((r) => r.trainingLoss[0])),
  );
  const shared = report(1);
  batcher.post(shared);
  for (const epoch of [2, 3]) {
    shared.trainingLoss[0] = epoch;
    batcher.post({ ...shared, epoch });
  }
  await batcher.flush();
  expect(losses).toEqual([1, 2, 3]);
});

test('a flush waits until the last reports have arrived', async () => {
  let arrived = false;
  const batcher = new EpochBatcher(async () => {
    await new Promise((resolve) => setTimeout(resolve));
    arrived = true;
  });
  batcher.post(report(1));
  await batcher.flush();
  expect(arrived).toBe(true);
});
