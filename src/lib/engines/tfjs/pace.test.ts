import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pace } from './pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a loop waits for the mark before the last, so a slow device is never far behind', async () => {
  const done: (() => void)[] = [];
  const settle = pace(() => new Promise((resolve) => done.push(resolve)));
  await settle();
  expect(done).toHaveLength(1);
  vi.advanceTimersByTime(20);
  let settled = false;
  const second = settle().then(() => (settled = true));
  await Promise.resolve();
  expect(done).toHaveLength(2);
  expect(settled).toBe(false);
  done[0]();
  await second;
  expect(settled).toBe(true);
});

test('steps within a few milliseconds share a mark', async () => {
  const mark = vi.fn(async () => undefined);
  const settle = pace(mark);
  for (let step = 0; step < 5; step++) await settle();
  expect(mark).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(20);
  await settle();
  expect(mark).toHaveBeenCalledTimes(2);
});
