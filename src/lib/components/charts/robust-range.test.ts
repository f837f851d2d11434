import fc from 'fast-check';
import { expect, test } from 'vitest';
import { robustRange } from './robust-range.ts';
import { sortedQuantile } from '#lib/experiment/quantiles.ts';

test('a quantile is that of R’s type 7', () => {
  expect(sortedQuantile([1, 2, 3, 4], 0.25)).toBe(1.75);
  expect(sortedQuantile([5], 0.9)).toBe(5);
  expect(sortedQuantile([], 0.5)).toBeNaN();
});

test('ordinary scores are all in range', () => {
  expect(
    robustRange([
      [12, 12.5, 13, 12.2, 12.8, 12.4],
      [14, 14.2, 14.1],
    ]),
  ).toEqual({ min: 12, max: 14.2 });
});

test('a diverged replicate is left out, among many and among few', () => {
  const many = [12, 12.1, 12.2, 12.3, 12.4, 12.5, 900];
  expect(robustRange([many])).toEqual({ min: 12, max: 12.5 });
  expect(robustRange([[12, 12.1, 900]])).toEqual({ min: 12, max: 12.1 });
});

test('a second mode stays in sight', () => {
  const two = [12, 12.1, 12.2, 12.1, 12.15, 12.05, 12.3, 12.2, 13, 13.1];
  expect(robustRange([two])?.max).toBe(13.1);
});

test('a variant that failed as a whole does not flatten the others', () => {
  expect(
    robustRange([
      [12, 12.2, 12.1],
      [1e6, 2e6, 1.5e6],
    ]),
  ).toEqual({ min: 12, max: 12.2 });
});

test('no finite value gives no range', () => {
  expect(robustRange([[], [NaN, Infinity]])).toBeNull();
});

test('the range lies within the data and holds the best median', () => {
  const scores = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(scores, { minLength: 1, maxLength: 4 }), (groups) => {
      const range = robustRange(groups)!;
      const all = groups.flat();
      expect(range.min).toBeGreaterThanOrEqual(Math.min(...all));
      expect(range.max).toBeLessThanOrEqual(Math.max(...all));
      expect(range.min).toBeLessThanOrEqual(range.max);
    }),
  );
});
