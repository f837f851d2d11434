import { expect, test } from 'vitest';
import { adaptiveIntegral } from './adaptiveIntegral.ts';
import {
  crpsLognormalMixture,
  excessCrps,
  expectedCrps,
  type MixtureRows,
  mixtureDistribution,
  oracleCrps,
} from './index.ts';

/** Two rows: two modes against one, and narrow beside wide. */
const truth: MixtureRows = {
  components: 2,
  weights: Float64Array.of(0.8, 0.2, 0.5, 0.5),
  mus: Float64Array.of(4.1, 5.2, 4.5, 4.6),
  sigmas: Float64Array.of(0.3, 0.2, 0.02, 0.6),
};
const forecast: MixtureRows = {
  components: 1,
  weights: Float64Array.of(1, 1),
  mus: Float64Array.of(4.3, 4.4),
  sigmas: Float64Array.of(0.6, 0.04),
};

function distribution({ components, weights, mus, sigmas }: MixtureRows, row: number) {
  const slice = (values: MixtureRows['mus']) =>
    values.subarray(row * components, (row + 1) * components);
  return mixtureDistribution('lognormal', slice(weights), slice(mus), slice(sigmas));
}

test('the expected score is the integral of the score over the true density', () => {
  const expected = expectedCrps(forecast, truth);
  for (const row of [0, 1]) {
    const score = (y: number) =>
      crpsLognormalMixture(y, [1], [forecast.mus[row]], [forecast.sigmas[row]]);
    const { density, quantile } = distribution(truth, row);
    const knots = [1e-15, 0.05, 0.2, 0.5, 0.8, 0.95, 1 - 1e-15].map(quantile);
    let integral = 0;
    for (let i = 1; i < knots.length; i++) {
      const part = adaptiveIntegral((y) => score(y) * density(y), knots[i - 1], knots[i], 1e-10);
      integral += part.value;
    }
    expect(Math.abs(integral - expected[row])).toBeLessThan(1e-8);
  }
});

test('the excess over the oracle is ∫ (F − G)², and the difference of the two expectations', () => {
  const excess = excessCrps(forecast, truth);
  const expected = expectedCrps(forecast, truth);
  const oracle = oracleCrps(truth);
  for (const row of [0, 1]) {
    const f = distribution(forecast, row);
    const g = distribution(truth, row);
    const gap = (x: number) => (f.cdf(x) - g.cdf(x)) ** 2;
    const knots = [0, 60, 80, 90, 100, 200, 4000];
    let integral = 0;
    for (let i = 1; i < knots.length; i++) {
      integral += adaptiveIntegral(gap, knots[i - 1], knots[i], 1e-10).value;
    }
    expect(Math.abs(integral - excess[row])).toBeLessThan(1e-8);
    expect(Math.abs(expected[row] - oracle[row] - excess[row])).toBeLessThan(1e-11);
    expect(excess[row]).toBeGreaterThan(0.1);
  }
});

test('the truth has no excess, however its components are written', () => {
  expect([...excessCrps(truth, truth)].every((excess) => excess < 1e-12)).toBe(true);
  const split: MixtureRows = {
    components: 3,
    weights: Float64Array.of(0.3, 0.2, 0.5, 0.5, 0.5, 0),
    mus: Float64Array.of(4.1, 5.2, 4.1, 4.6, 4.5, 9),
    sigmas: Float64Array.of(0.3, 0.2, 0.3, 0.6, 0.02, 1),
  };
  expect([...excessCrps(split, truth)].every((excess) => excess < 1e-12)).toBe(true);
});

test('one component: the oracle in units of the median is erf(σ/2)·exp(σ²/2)', () => {
  const sigmas = Float64Array.of(0.2, 0.3, 0.4, 0.5, 0.6);
  const one = {
    components: 1,
    weights: new Float64Array(5).fill(1),
    mus: new Float64Array(5),
    sigmas,
  };
  const printed = [...oracleCrps(one)].map((ratio) => ratio.toFixed(3));
  expect(printed).toEqual(['0.115', '0.176', '0.241', '0.313', '0.393']);
});

test('a truth whose mean overflows still has a finite excess', () => {
  const heavy = (mu: number): MixtureRows => ({
    components: 1,
    weights: Float64Array.of(1),
    mus: Float64Array.of(mu),
    sigmas: Float64Array.of(38),
  });
  const [excess] = excessCrps(heavy(4), heavy(4.5));
  expect(Number.isFinite(excess)).toBe(true);
  expect(excess).toBeGreaterThan(0);
});
