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
  expect(() => arena.allocate(5e9)).toThrow(/needs more than 5,000 MB.*fewer replicates/);
});
