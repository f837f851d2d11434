import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumbers, roundNumbers } from './rounded-numbers.ts';

test('numbers of one size keep their significant digits, exactly as they would be printed', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.9, max: 80, noNaN: true })), (values) => {
      const read = readNumbers(roundNumbers(values, 4));
      expect(read).toEqual(values.map((value) => Number(value.toPrecision(4))));
    }),
  );
});

test('whatever the sizes, an error is below half of the last digit of the middle one', () => {
  const value = fc.oneof(fc.double({ min: -1e300, max: 1e300 }), fc.constantFrom(0, NaN, 1e-300));
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const read = readNumbers(roundNumbers(values, 4)) ?? [];
      expect(read.length).toBe(values.length);
      const sizes = values.filter(Number.isFinite).map(Math.abs);
      const largest = Math.max(0, ...sizes);
      values.forEach((value, i) => {
        if (Number.isNaN(value)) expect(read[i]).toBeNaN();
        else {
          const error = Math.abs((read[i] ?? NaN) - value);
          const middle = sizes.filter((size) => size > 0).sort((a, b) => a - b);
          const typical = middle[middle.length >> 1] ?? 0;
          const allowed = Math.max(5.01e-4 * Math.abs(value), 5.01e-4 * typical, 1e-13 * largest);
          expect(error).toBeLessThanOrEqual(allowed);
        }
      });
    }),
  );
});

test('scores near 12 take little more than a character each', () => {
  const scores = Array.from({ length: 32 }, (_, i) => 12.3 + 0.005 * ((7 * i) % 29));
  const [exponent, text] = roundNumbers(scores, 4);
  expect(exponent).toBe(-2);
  expect(text.length).toBeLessThan(36);
});

test('a list that is none is refused', () => {
  for (const text of ['', '-', '!', 'g']) expect(readNumbers([0, text])).toBeNull();
});
