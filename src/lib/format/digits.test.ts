import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digitsOf, digitsWithin, finer, withFigures } from './digits.ts';
import { numberWords, signedWords } from './number-words.ts';
import { readWords } from './testing/read-words.ts';

/** Any size that people meet, and beyond: from 1e-300 to 1e300, evenly by size. */
const size = fc
  .tuple(fc.double({ min: 1, max: 9.999, noNaN: true }), fc.integer({ min: -300, max: 299 }))
  .map(([figures, power]) => Number(`${figures}e${power}`));
const signed = fc.tuple(size, fc.boolean()).map(([value, minus]) => (minus ? -value : value));
/** A mean and an interval around it, from a hundred times wider than the mean to a billionth of it. */
const interval = fc
  .tuple(signed, fc.double({ min: -9, max: 2, noNaN: true }))
  .map(([mean, share]) => {
    const half = (Math.abs(mean) * 10 ** share) / 2;
    return { mean, lower: mean - half, upper: mean + half };
  })
  .filter(({ upper, lower }) => Number.isFinite(upper) && Number.isFinite(lower));

test('at usual sizes numbers are as they are, with two digits of the interval', () => {
  expect(digitsOf([12.41], [0.34])).toEqual({ power: 0, decimals: 2 });
  expect(digitsOf([53_783], [4300])).toEqual({ power: 0, decimals: 0 });
  expect(digitsOf([0.0123], [0.00034])).toEqual({ power: 0, decimals: 5 });
});

test('below a thousandth and from ten million on they share a power of ten', () => {
  expect(digitsOf([4.2e-8, 4.37e-8], [3.4e-9])).toEqual({ power: -8, decimals: 2 });
  expect(digitsOf([4.2e8], [3.4e7])).toEqual({ power: 8, decimals: 2 });
  expect(digitsOf([9.9999e-4], [])).toEqual({ power: 0, decimals: 6 });
});

test('numbers beside others keep their power where it suits', () => {
  const scores = { power: -8, decimals: 2 };
  expect(digitsOf([-1.5e-9], [4.2e-10], scores)).toEqual({ power: -8, decimals: 3 });
  expect(digitsOf([-1.5e-13], [4.2e-14], scores).power).toBe(-13);
});

test('without an interval there are four digits, and the rounding of doubles is none', () => {
  expect(digitsOf([12.3456])).toEqual({ power: 0, decimals: 2 });
  expect(digitsOf([12.3456], [0, NaN, Infinity, 3e-15])).toEqual({ power: 0, decimals: 2 });
  expect(digitsOf([], [])).toEqual({ power: 0, decimals: 0 });
});

test('a range is told apart to a hundredth, whatever its scale', () => {
  expect([1.5, 30, 0.4, 1000].map((span) => digitsWithin(0, span).decimals)).toEqual([2, 1, 3, 0]);
  expect(digitsWithin(0, 4e-300)).toEqual({ power: -300, decimals: 2 });
  expect(digitsWithin(-1e300, 1e300)).toEqual({ power: 300, decimals: 2 });
  expect(finer({ power: 3, decimals: 1 }, -2)).toEqual({ power: 3, decimals: 0 });
});

test('a mean and its interval show two digits of the width, in one power of ten, and read back', () => {
  fc.assert(
    fc.property(interval, ({ mean, lower, upper }) => {
      const digits = digitsOf([mean, lower, upper], [upper - lower]);
      const words = [mean, lower, upper].map((value) => numberWords(value, digits));
      expect(new Set(words.map((one) => one.split('·')[1] ?? '')).size).toBe(1);
      words.forEach((one, i) => {
        const { value, half } = readWords(one);
        const true_ = [mean, lower, upper][i];
        expect(Math.abs(value - true_)).toBeLessThanOrEqual(
          half * (1 + 1e-9) + Math.abs(true_) * 1e-15,
        );
      });
      // Ten to a hundred units of the last digit, unless whole numbers say more than that.
      const unit = 2 * readWords(words[0]).half;
      const units = (upper - lower) / unit;
      expect(units).toBeGreaterThan(9.9);
      if (digits.decimals > 0) expect(units).toBeLessThan(100);
    }),
    { numRuns: 1000 },
  );
});

test('no number that is rounded to zero has a sign', () => {
  fc.assert(
    fc.property(interval, signed, ({ mean, lower, upper }, other) => {
      const digits = digitsOf([mean, lower, upper], [upper - lower]);
      for (const words of [numberWords(other, digits), signedWords(other, digits)]) {
        if (/^\D*[0.,]+(·|$)/.test(words)) expect(words).toMatch(/^0/);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a number alone shows as many digits as asked for', () => {
  fc.assert(
    fc.property(signed, fc.integer({ min: 1, max: 15 }), (value, figures) => {
      const words = numberWords(value, withFigures(value, figures));
      const { value: read } = readWords(words);
      expect(Math.abs(read - value)).toBeLessThanOrEqual(
        Math.abs(value) * 0.5001 * 10 ** (1 - figures) + Math.abs(value) * 1e-15,
      );
      expect(words.length).toBeLessThan(32);
    }),
  );
});
