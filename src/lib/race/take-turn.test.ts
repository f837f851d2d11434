import { expect, test } from 'vitest';
import { takeTurn } from './take-turn.ts';

const control = {
  breathe: () => Promise.resolve(),
  pausedMs: () => 0,
  onProgress: () => undefined,
};

/** Keeps the thread for so long. */
function busy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

test('short work is repeated until the turn has its length, and told per pass', async () => {
  let passes = 0;
  const turn = await takeTurn(
    function* () {
      passes++;
      busy(1);
      yield 10;
    },
    10,
    { leastMs: 20, mostMs: 1000 },
    control,
  );
  expect(passes).toBeGreaterThan(5);
  expect(turn).toMatchObject({ done: 10, complete: true });
  expect(turn.totalMs * passes).toBeGreaterThanOrEqual(20);
});

test('what comes before the first row is in a projection once, not once a row', async () => {
  const turn = await takeTurn(
    function* () {
      busy(40);
      yield 0;
      for (let row = 1; row <= 1000; row++) {
        busy(1);
        yield row;
      }
    },
    1000,
    { leastMs: 1, mostMs: 60 },
    control,
  );
  expect(turn.complete).toBe(false);
  const [ms, done] = turn.course[turn.course.length - 1];
  expect(done).toBe(turn.done);
  // Scaled as a whole it would be far more: the 40 ms are a large part of the sample.
  expect(turn.totalMs).toBeLessThan((ms * 1000) / done - 100);
});

test('an asynchronous lane is awaited', async () => {
  const turn = await takeTurn(
    async function* () {
      await new Promise((resolve) => setTimeout(resolve, 5));
      yield 3;
    },
    3,
    { leastMs: 1, mostMs: 100 },
    control,
  );
  expect(turn).toMatchObject({ done: 3, complete: true });
});

test('a turn that is stopped rejects with the reason', async () => {
  const stopped = new Error('stopped');
  const breathe = () => Promise.reject(stopped);
  const pass = function* () {
    yield 1;
  };
  await expect(takeTurn(pass, 1, { leastMs: 1, mostMs: 1 }, { ...control, breathe })).rejects.toBe(
    stopped,
  );
});

test('what a lane waits amid its work, because the race is paused, is not its time', async () => {
  let pausedMs = 0;
  const turn = await takeTurn(
    async function* () {
      const begun = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 200));
      pausedMs += performance.now() - begun;
      busy(5);
      yield 1;
    },
    1,
    { leastMs: 1, mostMs: 1000 },
    { ...control, pausedMs: () => pausedMs },
  );
  expect(turn.totalMs).toBeGreaterThan(4);
  expect(turn.totalMs).toBeLessThan(100);
});
