import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stream } from '#lib/random/stream.ts';
import { SteadyRange } from './steady-range.ts';

test('a value inside leaves the axis as it is, the very same object', () => {
  const axis = new SteadyRange();
  const first = axis.include(12, 13);
  expect(axis.include(12.4, 12.6)).toBe(first);
  expect(axis.include(12, 13)).toBe(first);
});

test('a value outside moves that end only', () => {
  const axis = new SteadyRange();
  const first = axis.include(12, 13);
  const grown = axis.include(12, 14);
  expect(grown.min).toBe(first.min);
  expect(grown.max).toBeGreaterThan(14);
});

test('the axis contains all it was shown and never shrinks', () => {
  const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
      const axis = new SteadyRange();
      let width = 0;
      for (const shown of values) {
        const { min, max } = axis.include(shown, shown);
        expect(max).toBeGreaterThan(min);
        expect(max - min).toBeGreaterThanOrEqual(width);
        width = max - min;
      }
      const { min, max } = axis.current!;
      expect(min).toBeLessThanOrEqual(Math.min(...values));
      expect(max).toBeGreaterThanOrEqual(Math.max(...values));
    }),
  );
});

test('the axis moves rarely: 200 normal scores one by one move it at most a dozen times', () => {
  const random = stream(1, 0, 'steady');
  const axis = new SteadyRange();
  const seen = new Set<unknown>();
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < 200; i++) {
    const score = 12.4 + 0.2 * random.normal();
    low = Math.min(low, score);
    high = Math.max(high, score);
    seen.add(axis.include(low, high));
  }
  expect(seen.size).toBeLessThanOrEqual(12);
});

test('an axis of scores does not reach below zero', () => {
  expect(new SteadyRange().include(0.01, 5).min).toBe(0);
});
