import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  crpsLognormal,
  crpsLognormalGrad,
  crpsLognormalMixture,
  crpsLognormalMixtureGrad,
  crpsNormal,
  crpsNormalGrad,
  crpsNormalMixture,
  crpsNormalMixtureGrad,
} from './index.ts';

/** Fourth-order central difference; its error is about h⁴ and ε/h. */
function slope(f: (x: number) => number, x: number, h: number): number {
  return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
}

const component = fc.record({
  weight: fc.double({ min: 0.05, max: 1, noNaN: true }),
  mu: fc.double({ min: -1, max: 2, noNaN: true }),
  // Both sides of where the log-normal changes form (0.05).
  sigma: fc.double({ min: 0.02, max: 1.5, noNaN: true }),
});
const components = fc.array(component, { minLength: 1, maxLength: 5 });
const families = [
  { name: 'normal', score: crpsNormalMixture, grad: crpsNormalMixtureGrad },
  { name: 'log-normal', score: crpsLognormalMixture, grad: crpsLognormalMixtureGrad },
];

for (const { name, score, grad } of families) {
  test(`${name}: dMus and dSigmas are finite differences of the score`, () => {
    fc.assert(
      fc.property(components, fc.double({ min: 0.2, max: 9, noNaN: true }), (mixture, y) => {
        const weights = mixture.map((c) => c.weight);
        const mus = mixture.map((c) => c.mu);
        const sigmas = mixture.map((c) => c.sigma);
        const { dMus, dSigmas, value } = grad(y, weights, mus, sigmas);
        expect(value).toBe(score(y, weights, mus, sigmas));
        for (let k = 0; k < mixture.length; k++) {
          const h = 1e-3 * sigmas[k];
          const byMu = slope((mu) => score(y, weights, mus.with(k, mu), sigmas), mus[k], h);
          const bySigma = slope((s) => score(y, weights, mus, sigmas.with(k, s)), sigmas[k], h);
          expect(Math.abs(dMus[k] - byMu)).toBeLessThan(1e-7 * (1 + Math.abs(byMu)));
          expect(Math.abs(dSigmas[k] - bySigma)).toBeLessThan(1e-7 * (1 + Math.abs(bySigma)));
        }
      }),
      { numRuns: 300 },
    );
  });

  test(`${name}: dWeights, projected as a softmax does, are finite differences of the score`, () => {
    fc.assert(
      fc.property(components, fc.double({ min: 0.2, max: 9, noNaN: true }), (mixture, y) => {
        const given = mixture.map((c) => c.weight);
        const total = given.reduce((sum, w) => sum + w, 0);
        const weights = given.map((w) => w / total);
        const mus = mixture.map((c) => c.mu);
        const sigmas = mixture.map((c) => c.sigma);
        const { dWeights } = grad(y, weights, mus, sigmas);
        const mean = dWeights.reduce((sum, d, k) => sum + weights[k] * d, 0);
        for (let k = 0; k < weights.length; k++) {
          // Moving one given weight moves the normalised ones: d score/d given = dWeights − Σ w·dWeights.
          const by = slope(
            (w) => score(y, weights.with(k, w), mus, sigmas),
            weights[k],
            1e-3 * weights[k],
          );
          expect(Math.abs(dWeights[k] - mean - by)).toBeLessThan(1e-7 * (1 + Math.abs(by)));
        }
      }),
      { numRuns: 300 },
    );
  });
}

test('single densities: dMu and dSigma are finite differences of the score', () => {
  const singles = [
    { score: crpsNormal, grad: crpsNormalGrad },
    { score: crpsLognormal, grad: crpsLognormalGrad },
  ];
  for (const { score, grad } of singles) {
    for (const y of [-1, 0.3, 1, 4, 30]) {
      for (const sigma of [0.02, 0.3, 1, 3]) {
        const { dMu, dSigma, value } = grad(y, 0.4, sigma);
        const h = 1e-3 * sigma;
        const byMu = slope((mu) => score(y, mu, sigma), 0.4, h);
        const bySigma = slope((s) => score(y, 0.4, s), sigma, h);
        expect(value).toBe(score(y, 0.4, sigma));
        expect(Math.abs(dMu - byMu)).toBeLessThan(1e-7 * (1 + Math.abs(byMu)));
        expect(Math.abs(dSigma - bySigma)).toBeLessThan(1e-7 * (1 + Math.abs(bySigma)));
      }
    }
  }
});

test('a zero weight has a slope of its own and none in its mu and sigma', () => {
  for (const { score, grad } of families) {
    const { dWeights, dMus, dSigmas } = grad(2, [1, 0], [0.3, 1.2], [0.4, 0.6]);
    const ahead = (w: number) => score(2, [1, w], [0.3, 1.2], [0.4, 0.6]);
    // One-sided, for a weight cannot be negative; the normalised weights move by w(e₁ − e₀).
    expect((ahead(1e-7) - ahead(0)) / 1e-7).toBeCloseTo(dWeights[1] - dWeights[0], 5);
    expect(dMus[1]).toBe(0);
    expect(dSigmas[1]).toBe(0);
  }
});

test('gradients are finite where the tail is heavy and the component far away', () => {
  const { value, dMus, dSigmas } = crpsLognormalMixtureGrad(100, [0.9, 0.1], [4.5, 0], [8, 12]);
  for (const number of [value, ...dMus, ...dSigmas]) expect(Number.isFinite(number)).toBe(true);
});
