import fc from 'fast-check';
import { expect, test } from 'vitest';
import { climatologyCrps, skillScore } from './climatology.ts';

/** The definition, pair by pair. */
function byPairs(training: readonly number[], outcomes: readonly number[]): number {
  const n = training.length;
  let spread = 0;
  for (const a of training) for (const b of training) spread += Math.abs(a - b);
  let sum = 0;
  for (const y of outcomes) {
    const error = training.reduce((total, x) => total + Math.abs(x - y), 0);
    sum += error / n - spread / (2 * n * n);
  }
  return sum / outcomes.length;
}

test('the sorted sums are the definition, pair by pair', () => {
  const values = fc.array(fc.double({ min: -300, max: 1e4, noNaN: true }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(values, values, (training, outcomes) => {
      const exact = byPairs(training, outcomes);
      expect(Math.abs(climatologyCrps(training, outcomes) - exact)).toBeLessThan(1e-8);
    }),
  );
});

test('targets far from zero with a small spread keep their digits', () => {
  const training = [1, 2, 4, 8].map((x) => 1e9 + x);
  expect(climatologyCrps(training, [1e9 + 3])).toBeCloseTo(byPairs([1, 2, 4, 8], [3]), 12);
});

test('targets times a power of two have a climatology times the same', () => {
  const [training, outcomes] = [
    [1, 2, 4, 8],
    [3, -100],
  ];
  const times = (values: number[], size: number) => values.map((value) => value * size);
  for (const size of [2 ** 1000, 2 ** -1000]) {
    expect(climatologyCrps(times(training, size), times(outcomes, size))).toBe(
      size * climatologyCrps(training, outcomes),
    );
  }
});

test('one training value is a point forecast, scored by its absolute error', () => {
  expect(climatologyCrps([100], [130, 90])).toBe(20);
});

test('nothing to score, or nothing to forecast with, is NaN', () => {
  expect(climatologyCrps([], [1])).toBeNaN();
  expect(climatologyCrps([1], [])).toBeNaN();
});

test('skill is one for a perfect forecast and zero for climatology', () => {
  expect(skillScore(0, 12)).toBe(1);
  expect(skillScore(12, 12)).toBe(0);
  expect(skillScore(18, 12)).toBe(-0.5);
});
