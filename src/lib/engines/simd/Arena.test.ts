import { expect, test } from 'vitest';
import { Arena } from './Arena.ts';
import { startKernels } from './kernels.ts';

test('places do not overlap, begin on cache lines and are zero, again after clearing', async () => {
  const kernels = await startKernels();
  const arena = new Arena(kernels);
  for (let round = 0; round < 2; round++) {
    arena.clear();
    const places = [1, 4, 100_000, 64].map((bytes) => [arena.allocate(bytes), bytes] as const);
    places.forEach(([at, bytes], i) => {
      expect(at % 64).toBe(0);
      expect(at).toBeGreaterThanOrEqual(
        i === 0 ? kernels.firstFree() : places[i - 1][0] + places[i - 1][1],
      );
      expect(arena.floats(at, bytes >> 2).every((value) => value === 0)).toBe(true);
    });
    for (const [at, bytes] of places) arena.floats(at, bytes >> 2).fill(7);
  }
});

test('a job beyond the address space is refused with what to do', async () => {
  const arena = new Arena(await startKernels());
  expect(() => arena.allocate(5e9)).toThrow(/needs more than 5 GB.*fewer replicates/);
});

test('what is placed for a key stays for as long as the key does', async () => {
  const arena = new Arena(await startKernels());
  const [one, other] = [{}, {}];
  let placed = 0;
  const place = () => {
    placed++;
    return arena.place([1, 2, 3]);
  };
  const at = arena.restart(one, place);
  const next = arena.place([4]);
  expect(arena.restart(one, place)).toBe(at);
  expect(arena.allocate(4)).toBe(next);
  expect([...arena.floats(at, 3)]).toEqual([1, 2, 3]);
  arena.restart(other, place);
  arena.restart(one, place);
  arena.clear();
  arena.restart(one, place);
  expect(placed).toBe(4);
});
