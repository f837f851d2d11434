import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';

test('ways run in turns, another first in each round, all warmed up before', async () => {
  const runs: string[] = [];
  const way = (name: string) => ({ name, run: () => void runs.push(name) });
  const timings = await interleave([way('a'), way('b'), way('c')], { rounds: 3, leastMs: 0 });
  expect(runs.join('')).toBe('abc' + 'abc' + 'bca' + 'cab');
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
