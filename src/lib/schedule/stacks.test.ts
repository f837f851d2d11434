import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { stacksOf } from './stacks.ts';

function study(replicates: number, variants: number) {
  const names = Array.from({ length: variants }, (_, index) => ({ name: `v${index}` }));
  const parsed = parseStudy({ replicates, variants: names });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.study;
}

test('stacks take turns over the variants', () => {
  expect(stacksOf(study(4, 2), 2).map(({ variant, replicates }) => [variant, replicates])).toEqual([
    [0, [0, 1]],
    [1, [0, 1]],
    [0, [2, 3]],
    [1, [2, 3]],
  ]);
});

test('stacks hold every replicate once, never more than the size, and differ by one at most', () => {
  const count = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(count, fc.integer({ min: 1, max: 4 }), count, (replicates, variants, size) => {
      const stacks = stacksOf(study(replicates, variants), size);
      const all = stacks.flatMap((stack) => stack.replicates.map((r) => `${stack.variant}:${r}`));
      expect(all).toHaveLength(replicates * variants);
      expect(new Set(all).size).toBe(all.length);
      const sizes = stacks.map((stack) => stack.replicates.length);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(size);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('a range keeps the other replicates out, whatever is finished', () => {
  const stacks = stacksOf(study(8, 2), 2, [], { from: 3, to: 6 });
  expect(stacks.map(({ variant, replicates }) => [variant, replicates])).toEqual([
    [0, [3, 4]],
    [1, [3, 4]],
    [0, [5]],
    [1, [5]],
  ]);
});
