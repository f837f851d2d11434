import fc from 'fast-check';
import { expect, test } from 'vitest';
import { powerOfTwo, sizeOf } from './powerOfTwo.ts';

const real = fc.double({ noNaN: true, noDefaultInfinity: true });

test('a number in units of its power of two lies from 1 to 2, and comes back to the bit', () => {
  fc.assert(
    fc.property(real, (x) => {
      const size = powerOfTwo(x);
      expect((x / size) * size).toBe(x);
      const subnormal = Math.abs(x) < 2 ** -1022;
      expect(subnormal ? size : 2 ** -1022).toBe(2 ** -1022);
      expect(Math.abs(x / size)).toBeGreaterThanOrEqual(subnormal ? 0 : 1);
      expect(Math.abs(x / size)).toBeLessThan(2);
    }),
  );
});

test('it is a power of two', () => {
  expect([1, 1.99, 2, -95, 1e300, 1e-300].map(powerOfTwo)).toEqual([
    1,
    1,
    2,
    64,
    2 ** 996,
    2 ** -997,
  ]);
  expect(sizeOf([0.1, -9, 3])).toBe(8);
});
