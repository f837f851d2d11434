import stdlibErfc from '@stdlib/math-base-special-erfc';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erfc } from './erfc.ts';

test('erfc is the @stdlib function to rounding, in both tails', () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: 26, noNaN: true }), (x) => {
      const exact = stdlibErfc(x);
      expect(Math.abs(erfc(x) - exact)).toBeLessThanOrEqual((3e-15 + 2.4e-16 * x * x) * exact);
    }),
    { numRuns: 20_000 },
  );
});

test('erfc has its ends', () => {
  expect([erfc(Infinity), erfc(-Infinity)]).toEqual([0, 2]);
  expect(Math.abs(erfc(0) - 1)).toBeLessThan(2e-15);
  expect(erfc(NaN)).toBeNaN();
});
