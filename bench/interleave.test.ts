import { afterEach, expect, test, vi } from 'vitest';
import { interleave } from './interleave.ts';

afterEach(() => void vi.restoreAllMocks());

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
  let ms = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => ms);
  const runsIn = async (rounds: number) => {
    const before = ms;
    const way = { name: 'short', run: () => void (ms += 0.5) };
    const [timing] = await interleave([way], { rounds, leastMs: 5 });
    expect(timing.rounds).toEqual(Array(rounds).fill(0.5));
    return (ms - before) / 0.5;
  };
  // Both warm up alike.
  expect((await runsIn(3)) - (await runsIn(2))).toBe(10);
});

test('a way with a clock of its own is timed by that', async () => {
  const clocked = (times: number) => Promise.resolve(7 * times);
  const [timing] = await interleave([{ name: 'elsewhere', clocked }], { rounds: 2, leastMs: 20 });
  expect(timing.rounds).toEqual([7, 7]);
});
