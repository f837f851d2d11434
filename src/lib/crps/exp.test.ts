import stdlibExp from '@stdlib/math-base-special-exp';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exp } from './exp.ts';

test('exp has the bits of the @stdlib function wherever the result is a normal number', () => {
  fc.assert(
    fc.property(fc.double({ min: -708, max: 709.4, noNaN: true }), (x) => {
      // The package returns 1 + x without rounding steps below 2⁻²⁸; both are then within an ulp of e^x.
      const same = exp(x) === stdlibExp(x);
      return same || (Math.abs(x) < 2 ** -28 && Math.abs(exp(x) - stdlibExp(x)) <= 2 ** -52);
    }),
    { numRuns: 20_000 },
  );
});

test('exp ends in zero, in Infinity and in NaN', () => {
  expect(exp(-746)).toBe(0);
  expect(exp(-Infinity)).toBe(0);
  expect(exp(-744)).toBe(stdlibExp(-744));
  expect(exp(710)).toBe(Infinity);
  expect(exp(Infinity)).toBe(Infinity);
  expect(exp(NaN)).toBeNaN();
  expect(exp(0)).toBe(1);
  expect(exp(-0)).toBe(1);
});
