import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adaptiveIntegral } from './adaptiveIntegral.ts';
import { mixtureDistribution, pinballLoss } from './index.ts';

const component = fc.record({
  weight: fc.double({ min: 0, max: 1, noNaN: true }),
  mu: fc.double({ min: -2, max: 6, noNaN: true }),
  sigma: fc.double({ min: 1e-3, max: 2, noNaN: true }),
});
const components = fc
  .array(component, { minLength: 1, maxLength: 5 })
  .filter((mixture) => mixture.some((c) => c.weight > 1e-6));
const level = fc.oneof(
  fc.double({ min: 1e-12, max: 1e-3, noNaN: true }),
  fc.double({ min: 1e-3, max: 0.999, noNaN: true }),
);
const both = fc.constantFrom('normal' as const, 'lognormal' as const);

function build(
  family: 'normal' | 'lognormal',
  mixture: { weight: number; mu: number; sigma: number }[],
) {
  return mixtureDistribution(
    family,
    mixture.map((c) => c.weight),
    mixture.map((c) => c.mu),
    mixture.map((c) => c.sigma),
  );
}

test('the cdf of a quantile is its level, into the tails on both sides', () => {
  fc.assert(
    fc.property(both, components, level, (family, mixture, p) => {
      const { cdf, survival, quantile } = build(family, mixture);
      // An ulp of x moves F by f·x·ε, which is what the narrowest component can make of it.
      expect(Math.abs(cdf(quantile(p)) / p - 1)).toBeLessThan(1e-9);
      expect(Math.abs(survival(quantile(1 - p)) / (1 - (1 - p)) - 1)).toBeLessThan(1e-9);
    }),
    { numRuns: 1000 },
  );
});

test('cdf and survival add up to one and rise and fall', () => {
  fc.assert(
    fc.property(
      both,
      components,
      fc.array(fc.double({ min: -10, max: 900, noNaN: true })),
      (family, mixture, at) => {
        const { cdf, survival } = build(family, mixture);
        const sorted = at.toSorted((a, b) => a - b);
        sorted.forEach((x, i) => {
          expect(Math.abs(cdf(x) + survival(x) - 1)).toBeLessThan(1e-14);
          if (i > 0) expect(cdf(x)).toBeGreaterThanOrEqual(cdf(sorted[i - 1]) - 1e-15);
        });
      },
    ),
  );
});

test('the density integrates to the cdf, and x times it to the mean', () => {
  for (const family of ['normal', 'lognormal'] as const) {
    const { density, cdf, mean, quantile } = mixtureDistribution(
      family,
      [2, 1],
      [1, 2],
      [0.3, 0.5],
    );
    const low = family === 'normal' ? -5 : 1e-9;
    const high = family === 'normal' ? 9 : 200;
    const middle = quantile(0.6);
    const mass = adaptiveIntegral(density, low, middle, 1e-11);
    expect(mass.value).toBeCloseTo(cdf(middle), 10);
    const first = adaptiveIntegral((x) => x * density(x), low, high, 1e-10);
    expect(first.value).toBeCloseTo(mean, 8);
  }
});

test('the log density stays finite where the density underflows', () => {
  const { density, logDensity } = mixtureDistribution('lognormal', [1], [4], [0.1]);
  expect(density(1e9)).toBe(0);
  const z = (Math.log(1e9) - 4) / 0.1;
  const expected = -0.5 * z * z - Math.log(0.1) - 0.5 * Math.log(2 * Math.PI) - Math.log(1e9);
  expect(logDensity(1e9)).toBeCloseTo(expected, 8);
  expect(logDensity(90)).toBeCloseTo(Math.log(density(90)), 12);
});

test('nothing of a log-normal lies at or below zero', () => {
  const { cdf, survival, density, logDensity } = mixtureDistribution('lognormal', [1], [4], [0.1]);
  for (const x of [0, -1, -Infinity]) {
    expect([cdf(x), survival(x), density(x), logDensity(x)]).toEqual([0, 1, 0, -Infinity]);
  }
  expect([cdf(Infinity), survival(Infinity)]).toEqual([1, 0]);
});

test('a quantile between two far modes is found on the plateau', () => {
  const { quantile, cdf } = mixtureDistribution('normal', [0.5, 0.5], [-40, 40], [0.5, 0.5]);
  expect(Math.abs(quantile(0.25) + 40)).toBeLessThan(1e-12);
  expect(Math.abs(quantile(0.75) - 40)).toBeLessThan(1e-12);
  expect(cdf(quantile(0.5))).toBe(0.5);
});

test('levels outside 0 … 1 are refused', () => {
  const { quantile } = mixtureDistribution('normal', [1], [0], [1]);
  for (const p of [0, 1, -0.1, NaN]) expect(() => quantile(p)).toThrow(RangeError);
});

test('the pinball loss weighs the two sides of a quantile by its level', () => {
  expect(pinballLoss(10, 4, 0.9)).toBeCloseTo(5.4, 12);
  expect(pinballLoss(4, 10, 0.9)).toBeCloseTo(0.6, 12);
  expect(pinballLoss(4, 4, 0.3)).toBe(0);
});
