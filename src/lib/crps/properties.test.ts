import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  crpsBatch,
  crpsLognormal,
  crpsLognormalMixture,
  crpsNormal,
  crpsNormalMixture,
} from './index.ts';

const component = fc.record({
  weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
  mu: fc.double({ min: -3, max: 7, noNaN: true }),
  // From far below to far above what a network predicts.
  logSigma: fc.double({ min: -14, max: 1.5, noNaN: true }),
});
const components = fc.array(component, { minLength: 1, maxLength: 6 });
const real = fc.double({ min: -50, max: 2000, noNaN: true });

function arrays(mixture: readonly { weight: number; mu: number; logSigma: number }[]) {
  return {
    weights: mixture.map((c) => c.weight),
    mus: mixture.map((c) => c.mu),
    sigmas: mixture.map((c) => Math.exp(c.logSigma)),
  };
}

const families = [
  { name: 'normal', score: crpsNormalMixture },
  { name: 'log-normal', score: crpsLognormalMixture },
];

for (const { name, score } of families) {
  test(`${name}: a score is a finite number and never negative`, () => {
    fc.assert(
      fc.property(components, real, (mixture, y) => {
        const { weights, mus, sigmas } = arrays(mixture);
        const value = score(y, weights, mus, sigmas);
        expect(Number.isFinite(value) && value >= 0, String(value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test(`${name}: the order of components does not matter`, () => {
    fc.assert(
      fc.property(components, real, (mixture, y) => {
        const there = arrays(mixture);
        const back = arrays(mixture.toReversed());
        const a = score(y, there.weights, there.mus, there.sigmas);
        const b = score(y, back.weights, back.mus, back.sigmas);
        expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-11 * Math.max(a, Math.abs(y)));
      }),
    );
  });

  test(`${name}: a component of zero weight, or one written as two halves, changes nothing`, () => {
    fc.assert(
      fc.property(components, component, real, (mixture, extra, y) => {
        const { weights, mus, sigmas } = arrays(mixture);
        const score0 = score(y, weights, mus, sigmas);
        const sigma = Math.exp(extra.logSigma);
        expect(score(y, [...weights, 0], [...mus, extra.mu], [...sigmas, sigma])).toBe(score0);
        const halves = score(
          y,
          [weights[0] / 2, ...weights.slice(1), weights[0] / 2],
          [...mus, mus[0]],
          [...sigmas, sigmas[0]],
        );
        expect(Math.abs(halves - score0)).toBeLessThanOrEqual(
          1e-11 * Math.max(score0, Math.abs(y)),
        );
      }),
    );
  });

  test(`${name}: weights count by their ratios only`, () => {
    fc.assert(
      fc.property(components, real, (mixture, y) => {
        const { weights, mus, sigmas } = arrays(mixture);
        const thousandfold = weights.map((weight) => 1024 * weight);
        expect(score(y, thousandfold, mus, sigmas)).toBe(score(y, weights, mus, sigmas));
      }),
    );
  });
}

test('log-normal: in another unit the score is that many times larger', () => {
  fc.assert(
    fc.property(components, fc.double({ min: -20, max: 2000, noNaN: true }), (mixture, y) => {
      const { weights, mus, sigmas } = arrays(mixture);
      const minutes = crpsLognormalMixture(y, weights, mus, sigmas);
      const seconds = crpsLognormalMixture(
        60 * y,
        weights,
        mus.map((mu) => mu + Math.log(60)),
        sigmas,
      );
      // ln 60 rounds in mu, which an outcome in the middle of a narrow component feels: ε·y.
      const slack = 1e-11 * minutes + 1e-13 * Math.abs(y);
      expect(Math.abs(seconds / 60 - minutes)).toBeLessThanOrEqual(slack);
    }),
  );
});

test('normal: shifting everything keeps the score, stretching and mirroring scale it', () => {
  fc.assert(
    fc.property(components, fc.double({ min: -50, max: 50, noNaN: true }), (mixture, y) => {
      const { weights, mus, sigmas } = arrays(mixture);
      const score = crpsNormalMixture(y, weights, mus, sigmas);
      const shifted = crpsNormalMixture(
        y + 8,
        weights,
        mus.map((mu) => mu + 8),
        sigmas,
      );
      const mirrored = crpsNormalMixture(
        -2 * y,
        weights,
        mus.map((mu) => -2 * mu),
        sigmas.map((s) => 2 * s),
      );
      expect(Math.abs(shifted - score)).toBeLessThan(1e-13 * (100 + score));
      expect(Math.abs(mirrored - 2 * score)).toBeLessThan(1e-14 * (100 + score));
    }),
  );
});

test('as a density narrows its score becomes the absolute error', () => {
  for (const sigma of [1e-6, 1e-12, 1e-200, Number.MIN_VALUE]) {
    expect(crpsNormal(7, 4, sigma)).toBeCloseTo(3, 5);
    expect(crpsNormalMixture(7, [1, 1], [4, 4], [sigma, sigma])).toBeCloseTo(3, 5);
    expect(crpsLognormal(90, 4, sigma)).toBeCloseTo(90 - Math.exp(4), 3);
    expect(crpsLognormalMixture(90, [1, 1], [4, 4], [sigma, sigma])).toBeCloseTo(
      90 - Math.exp(4),
      3,
    );
  }
});

test('at the median of a narrow log-normal the score keeps its digits: (√2 − 1)/√π · σ · median', () => {
  for (const sigma of [1e-3, 1e-6, 1e-9]) {
    // mu = 0 has an exact median, 1; the next term is of relative order σ.
    const ratio = crpsLognormal(1, 0, sigma) / (((Math.SQRT2 - 1) / Math.sqrt(Math.PI)) * sigma);
    expect(Math.abs(ratio - 1)).toBeLessThan(2 * sigma + 1e-14);
  }
});

test('where the forms for narrow and wide components meet, the score does not jump', () => {
  const around = (sigma: number) => crpsLognormalMixture(95, [0.4, 0.6], [4.55, 4.6], [sigma, 0.3]);
  const both = (sigma: number) => crpsLognormalMixture(95, [0.4, 0.6], [4.55, 4.6], [sigma, sigma]);
  for (const score of [around, both]) {
    const step = score(0.05 + 1e-9) - score(0.05);
    expect(Math.abs(step)).toBeLessThan(1e-6);
    expect(Math.abs(score(0.05 * (1 + 4e-16)) / score(0.05) - 1)).toBeLessThan(1e-13);
  }
});

test('for y ≤ 0 the score is that of zero and the way to it', () => {
  fc.assert(
    fc.property(components, fc.double({ min: -1e6, max: 0, noNaN: true }), (mixture, y) => {
      const { weights, mus, sigmas } = arrays(mixture);
      const atZero = crpsLognormalMixture(0, weights, mus, sigmas);
      const score = crpsLognormalMixture(y, weights, mus, sigmas);
      expect(Math.abs(score - (atZero - y))).toBeLessThanOrEqual(1e-13 * score);
    }),
  );
  const almost = crpsLognormalMixture(1e-300, [1, 2], [3, 4], [0.02, 0.5]);
  expect(almost).toBeCloseTo(crpsLognormalMixture(0, [1, 2], [3, 4], [0.02, 0.5]), 12);
});

test('a tail heavy beyond the largest double scores Infinity, one whose mean alone is keeps a score', () => {
  expect(crpsLognormalMixture(100, [1, 1], [4, 4], [60, 70])).toBe(Infinity);
  expect(crpsLognormal(100, 4, 60)).toBe(Infinity);
  // Mean e^(4 + 722), E min(X, X′) about e^(4 + 361).
  const score = crpsLognormalMixture(100, [0.5, 0.5], [4, 4], [38, 38]);
  expect(Number.isFinite(score)).toBe(true);
  expect(Math.abs(score / crpsLognormal(100, 4, 38) - 1)).toBeLessThan(1e-13);
});

test('the batch is the scalar function to the bit, whatever the row', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(component, component, real), { maxLength: 8 }), (rows) => {
      const flat = rows.map(([a, b]) => arrays([a, b]));
      const y = Float64Array.from(rows, ([, , outcome]) => outcome);
      for (const [family, score] of [
        ['normal', crpsNormalMixture],
        ['lognormal', crpsLognormalMixture],
      ] as const) {
        const out = new Float64Array(rows.length);
        const scores = crpsBatch(
          family,
          y,
          Float64Array.from(flat.flatMap((row) => row.weights)),
          Float64Array.from(flat.flatMap((row) => row.mus)),
          Float64Array.from(flat.flatMap((row) => row.sigmas)),
          2,
          out,
        );
        expect(scores).toBe(out);
        flat.forEach(({ weights, mus, sigmas }, i) => {
          expect(scores[i]).toBe(score(y[i], weights, mus, sigmas));
        });
      }
    }),
  );
});

test('a mixture of more components than any study has is scored all the same', () => {
  const many = 50;
  const weights = new Array<number>(many).fill(1);
  const mus = Array.from({ length: many }, () => 4);
  const sigmas = Array.from({ length: many }, () => 0.5);
  const score = crpsLognormalMixture(70, weights, mus, sigmas);
  expect(Math.abs(score / crpsLognormal(70, 4, 0.5) - 1)).toBeLessThan(1e-13);
});

test('a mixture from 1e-300 to 1e300 times as large has a score as many times as large', () => {
  const likely = fc.array(
    fc.record({
      weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
      mu: fc.double({ min: -3, max: 7, noNaN: true }),
      logSigma: fc.double({ min: -4, max: 1.5, noNaN: true }),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const close = (value: number, expected: number) =>
    expect(Math.abs(value / expected - 1)).toBeLessThan(1e-9);
  fc.assert(
    fc.property(likely, real, fc.integer({ min: -990, max: 990 }), (mixture, y, doublings) => {
      const size = 2 ** doublings;
      const { weights, mus, sigmas } = arrays(mixture);
      const times = (values: readonly number[]) => values.map((value) => value * size);
      // A power of two rounds nothing.
      expect(crpsNormalMixture(y * size, weights, times(mus), times(sigmas))).toBe(
        size * crpsNormalMixture(y, weights, mus, sigmas),
      );
      const levels = mus.map((mu) => mu + doublings * Math.LN2);
      const score = crpsLognormalMixture(y, weights, mus, sigmas);
      close(crpsLognormalMixture(y * size, weights, levels, sigmas), size * score);
      const single = crpsLognormal(y, mus[0], sigmas[0]);
      close(crpsLognormal(y * size, levels[0], sigmas[0]), size * single);
    }),
    { numRuns: 1000 },
  );
});
