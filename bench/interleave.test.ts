import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';

test('ways run in turns, another first in each round, all warmed up before', async () => {
  const runs: string[] = [];
  const way = (name: string) => ({ name, run: () => void runs.push(name) });
  const timings = await interleave([way('a'), way('b'), way('c')], { rounds: 3, leastMs: 0 });
  expect(runs.join('')).toMatch(/^a+b+c+abcbcacab$/);
  expect(timings.map(({ name, rounds }) => [name, rounds.length])).toEqual([
    ['a', 3],
    ['b', 3],
    ['c', 3],
  ]);
});

test('a short way is repeated until a round has its length', async () => {
  let runs = 0;
  await interleave([{ name: 'short', run: () => void runs++ }], { rounds: 1, leastMs: 5 });
  expect(runs).toBeGreaterThan(10);
});

test('a way with a clock of its own is timed by that', async () => {
  const clocked = (times: number) => Promise.resolve(7 * times);
  const [timing] = await interleave([{ name: 'elsewhere', clocked }], { rounds: 2, leastMs: 20 });
  expect(timing.rounds).toEqual([7, 7]);
});
