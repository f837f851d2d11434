import { beforeEach, expect, test } from 'vitest';
import { takeTurn, type TurnControl } from './take-turn.ts';

/** The clock of these tests: it moves where a test says so. */
let ms: number;
let pausedMs: number;
let told: [done: number, ms: number][];

beforeEach(() => {
  ms = 0;
  pausedMs = 0;
  told = [];
});

const control: TurnControl = {
  breathe: () => Promise.resolve(),
  nowMs: () => ms,
  pausedMs: () => pausedMs,
  onProgress: (done, ms) => void told.push([done, ms]),
};

test('short work is repeated until the turn has its length, and told per pass', async () => {
  const turn = await takeTurn(
    function* () {
      ms += 4;
      yield 10;
    },
    10,
    { leastMs: 10, mostMs: 1000 },
    control,
  );
  expect(told).toEqual([
    [10, 4],
    [10, 8],
    [10, 12],
  ]);
  const course = [
    [0, 0],
    [4, 10],
  ];
  expect(turn).toEqual({ done: 10, totalMs: 4, complete: true, course });
});

test('what comes before the first row is in a projection once, not once a row', async () => {
  const turn = await takeTurn(
    function* () {
      ms += 40;
      yield 0;
      for (let row = 1; row <= 1000; row++) {
        ms += 1;
        yield row;
      }
    },
    1000,
    { leastMs: 1, mostMs: 60 },
    control,
  );
  const course = [
    [0, 0],
    [40, 0],
    [56, 16],
    [72, 32],
  ];
  // Scaled as a whole it would be 2250 ms.
  expect(turn).toEqual({ done: 32, totalMs: 40 + 1000, complete: false, course });
});

test('what others do while a lane breathes is not its time', async () => {
  const breathe = async () => void (ms += 500);
  const turn = await takeTurn(
    function* () {
      for (let row = 1; row <= 3; row++) {
        ms += 20;
        yield row;
      }
    },
    3,
    { leastMs: 1, mostMs: 1000 },
    { ...control, breathe },
  );
  expect(turn.totalMs).toBe(60);
});

test('an asynchronous lane is awaited', async () => {
  const turn = await takeTurn(
    async function* () {
      await new Promise((resolve) => setTimeout(resolve));
      ms += 5;
      yield 3;
    },
    3,
    { leastMs: 1, mostMs: 100 },
    control,
  );
  expect(turn).toMatchObject({ done: 3, totalMs: 5, complete: true });
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
  const turn = await takeTurn(
    function* () {
      ms += 200;
      pausedMs += 200;
      ms += 5;
      yield 1;
    },
    1,
    { leastMs: 1, mostMs: 1000 },
    control,
  );
  expect(turn.totalMs).toBe(5);
});
