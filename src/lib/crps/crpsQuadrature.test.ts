import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adaptiveIntegral } from './adaptiveIntegral.ts';
import { gaussKronrod } from './gaussKronrod.ts';
import {
  crpsLognormal,
  crpsNormal,
  crpsNormalMixture,
  crpsQuadrature,
  crpsQuadratureReport,
  mixtureDistribution,
  originalLoop,
  originalLoopReport,
  ToleranceNotReached,
} from './index.ts';

const step = (at: number) => (x: number) => (x >= at ? 1 : 0);

test('the 21-point rule integrates polynomials of degree 31 exactly, and not degree 34', () => {
  const power = (n: number) => gaussKronrod((x) => x ** n, -1, 1).integral;
  for (let n = 0; n <= 31; n++) {
    expect(Math.abs(power(n) - (n % 2 ? 0 : 2 / (n + 1)))).toBeLessThan(1e-15);
  }
  expect(Math.abs(power(34) - 2 / 35)).toBeGreaterThan(1e-13);
});

test('the rule tells ∫|f| and the mean deviation besides the integral', () => {
  const { integral, absolute, deviation } = gaussKronrod((x) => x, -1, 1);
  expect(integral).toBeCloseTo(0, 15);
  // |x| has a kink in the middle of the rule, which therefore does not see it exactly.
  expect(absolute).toBeCloseTo(1, 2);
  expect(deviation).toBeCloseTo(1, 2);
});

test('bisection goes where the error is: a narrow peak costs few evaluations and converges', () => {
  const peak = (x: number) => 1 / (1e-6 + (x - 0.3) ** 2);
  const report = adaptiveIntegral(peak, 0, 1, 1e-6);
  const exact = 1000 * (Math.atan(700) + Math.atan(300));
  expect(report.converged).toBe(true);
  expect(Math.abs(report.value - exact)).toBeLessThan(1e-6);
  expect(report.errorEstimate).toBeLessThanOrEqual(1e-6);
  expect(report.evaluations).toBeLessThan(1200);
});

test('an integral that cannot be had says so within fifty pieces', () => {
  const report = adaptiveIntegral((x) => 1 / Math.abs(x - 0.3), 0, 1, 1e-9);
  expect(report.converged).toBe(false);
  expect(report.evaluations).toBeLessThanOrEqual(21 * 99);
});

test('quadrature gives the closed form for one density', () => {
  const normal = mixtureDistribution('normal', [1], [2], [1.5]);
  const wide = { lower: -20, upper: 25, tolerance: 1e-10, breakpoints: [] };
  expect(crpsQuadrature(3.7, normal.cdf, wide)).toBeCloseTo(crpsNormal(3.7, 2, 1.5), 10);
  const duration = mixtureDistribution('lognormal', [1], [4.6], [0.5]);
  const minutes = { lower: 0, upper: 1e5, tolerance: 1e-9, breakpoints: [] };
  expect(crpsQuadrature(80, duration.cdf, minutes)).toBeCloseTo(crpsLognormal(80, 4.6, 0.5), 9);
});

test('the original loop keeps its tolerance on a surgery of ordinary length', () => {
  const duration = mixtureDistribution('lognormal', [1], [4.8], [0.45]);
  const report = originalLoopReport(130, duration.cdf);
  expect(report.converged).toBe(true);
  expect(Math.abs(report.value - crpsLognormal(130, 4.8, 0.45))).toBeLessThan(0.1);
  expect(report.evaluations % 21).toBe(0);
});

test('the original loop overlooks a short one: its first points are 22 minutes apart', () => {
  const duration = mixtureDistribution('lognormal', [1], [2.3], [0.2]);
  const report = originalLoopReport(0.5, duration.cdf);
  expect(report.converged).toBe(true);
  expect(crpsLognormal(0.5, 2.3, 0.2) - report.value).toBeGreaterThan(8);
});

test('a forecast narrower than the distance of the points is not stepped over where its breakpoints are given', () => {
  const forecast = mixtureDistribution('normal', [1], [10], [1]);
  const wide = { lower: 0, upper: 10_000, tolerance: 1e-6 };
  const report = crpsQuadratureReport(5, forecast.cdf, {
    ...wide,
    breakpoints: forecast.breakpoints(),
  });
  expect(report.converged).toBe(true);
  expect(Math.abs(report.value - crpsNormal(5, 10, 1))).toBeLessThan(1e-6);
  // The original's rule has none, and says 0.
  expect(originalLoop(5, forecast.cdf)).toBeLessThan(1e-9);
});

test('whatever its components, a mixture is integrated to its closed form', () => {
  const component = fc.record({
    weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
    mu: fc.double({ min: 0, max: 5000, noNaN: true }),
    sigma: fc.double({ min: -6, max: 2, noNaN: true }).map((power) => 10 ** power),
  });
  fc.assert(
    fc.property(
      fc.array(component, { minLength: 1, maxLength: 4 }),
      fc.double({ min: -100, max: 6000, noNaN: true }),
      (components, y) => {
        const mixture = [
          components.map(({ weight }) => weight),
          components.map(({ mu }) => mu),
          components.map(({ sigma }) => sigma),
        ] as const;
        const { cdf, breakpoints } = mixtureDistribution('normal', ...mixture);
        const report = crpsQuadratureReport(y, cdf, {
          lower: -2000,
          upper: 8000,
          tolerance: 1e-5,
          breakpoints: breakpoints(),
        });
        const exact = crpsNormalMixture(y, ...mixture);
        expect(Math.abs(report.value - exact)).toBeLessThan(1e-5);
      },
    ),
  );
});

test('an outcome outside the bounds adds the distance to them', () => {
  const cdf = mixtureDistribution('normal', [0.4, 0.6], [0, 3], [1, 0.5]).cdf;
  const bounds = { lower: -12, upper: 15, tolerance: 1e-9, breakpoints: [] };
  for (const y of [-40, -12, 15, 90]) {
    const exact = crpsNormalMixture(y, [0.4, 0.6], [0, 3], [1, 0.5]);
    expect(crpsQuadrature(y, cdf, bounds)).toBeCloseTo(exact, 8);
  }
});

test('a tolerance out of reach is thrown with what was reached', () => {
  const options = { lower: 0, upper: 10, tolerance: 1e-15, breakpoints: [] };
  let caught: unknown;
  try {
    crpsQuadrature(2, step(Math.PI), options);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(ToleranceNotReached);
  const { report, message } = caught as ToleranceNotReached;
  expect(report.converged).toBe(false);
  expect(report.errorEstimate).toBeGreaterThan(1e-15);
  // The score of a point forecast is the absolute error; the value reached is near all the same.
  expect(report.value).toBeCloseTo(Math.PI - 2, 6);
  expect(message).toContain('tolerance is 1e-15');
});

test('impossible options are refused by name', () => {
  const cdf = step(1);
  const sound = { lower: 0, upper: 10, tolerance: 0.1, breakpoints: [] };
  expect(() => crpsQuadrature(NaN, cdf, sound)).toThrow(/^y must be a finite number; got NaN/);
  expect(() => crpsQuadrature(1, cdf, { ...sound, lower: -Infinity })).toThrow(/^lower/);
  expect(() => crpsQuadrature(1, cdf, { ...sound, upper: 0 })).toThrow(
    /^upper must be above lower/,
  );
  expect(() => crpsQuadrature(1, cdf, { ...sound, tolerance: 0 })).toThrow(/^tolerance/);
});
