import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FittingRange } from './fitting-range.ts';

test('the axis stays while values fill at least half of it', () => {
  const axis = new FittingRange();
  const first = axis.fit(10, 20);
  expect(axis.fit(11, 19)).toBe(first);
});

test('values that have drawn together draw the axis in', () => {
  const axis = new FittingRange();
  axis.fit(10, 20);
  const drawnIn = axis.fit(10, 12);
  expect(drawnIn.max).toBeLessThan(13);
});

test('the axis always holds the values', () => {
  const pair = fc.tuple(
    fc.double({ min: -100, max: 100, noNaN: true }),
    fc.double({ min: 0, max: 50, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1 }), (pairs) => {
      const axis = new FittingRange();
      for (const [lower, span] of pairs) {
        const { min, max } = axis.fit(lower, lower + span);
        expect(min).toBeLessThanOrEqual(lower);
        expect(max).toBeGreaterThanOrEqual(lower + span);
      }
    }),
  );
});
