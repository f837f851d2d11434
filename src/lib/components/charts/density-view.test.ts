import fc from 'fast-check';
import { expect, test } from 'vitest';
import { densityView, type DensityRow, type DensityVariant } from './density-view.ts';

const lognormal: DensityVariant = { name: '1 density', family: 'lognormal', shift: 0 };
const normal: DensityVariant = { name: 'normal', family: 'normal', shift: 0 };
const one = { weights: [1], mus: [4.2], sigmas: [0.35], crps: 12 };

function row(...forecasts: DensityRow['forecasts']): DensityRow {
  return { label: 'Test row 1', outcome: 95, forecasts };
}

function mass(points: readonly { x: number; y: number }[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) {
    sum += ((points[i].y + points[i - 1].y) / 2) * (points[i].x - points[i - 1].x);
  }
  return sum;
}

test('the curve of either family holds the mass between its quantiles', () => {
  for (const [variant, forecast] of [
    [lognormal, { weights: [0.7, 0.3], mus: [4.2, 4.9], sigmas: [0.35, 0.6], crps: 13 }],
    [normal, { weights: [0.5, 0.5], mus: [80, 120], sigmas: [10, 20], crps: 9 }],
  ] as const) {
    const view = densityView(row(forecast), [variant])!;
    const [{ points, cdf }] = view.curves;
    expect(mass(points)).toBeCloseTo(cdf(view.axis.max) - cdf(view.axis.min), 2);
    expect(mass(points)).toBeGreaterThan(0.97);
  }
});

test('a narrow component keeps its peak', () => {
  const spike = { weights: [0.5, 0.5], mus: [4, 4.6], sigmas: [0.001, 0.3], crps: 5 };
  const { curves } = densityView(row(spike), [lognormal])!;
  const peak = 0.5 / (0.001 * Math.exp(4) * Math.sqrt(2 * Math.PI));
  expect(Math.max(...curves[0].points.map(({ y }) => y))).toBeGreaterThan(0.95 * peak);
});

test('a spike of one variant does not flatten another', () => {
  const spike = { weights: [1], mus: [4.2], sigmas: [0.001], crps: 5 };
  const { top, curves } = densityView(row(one, spike), [lognormal, lognormal])!;
  const peak = Math.max(...curves[0].points.map(({ y }) => y));
  expect(top).toBeLessThan(5 * peak);
});

test('a shift moves the forecast along the axis', () => {
  const plain = densityView(row(one), [lognormal])!;
  const moved = densityView({ ...row(one), outcome: 195 }, [{ ...lognormal, shift: 100 }])!;
  expect(moved.axis.min).toBeCloseTo(plain.axis.min + 100, 9);
  expect(moved.curves[0].cdf(195)).toBeCloseTo(plain.curves[0].cdf(95), 12);
  expect(moved.curves[0].quantile(0.5)).toBeCloseTo(100 + Math.exp(4.2), 9);
});

test('an outcome far off does not flatten the forecasts', () => {
  const { axis } = densityView({ ...row(one), outcome: 5000 }, [lognormal])!;
  expect(axis.max).toBeLessThan(300);
});

test('variants without a forecast are left out, and none gives no view', () => {
  const { curves } = densityView(row(null, one), [lognormal, lognormal])!;
  expect(curves.map(({ variant }) => variant)).toEqual([1]);
  expect(densityView(row(null, null), [lognormal, lognormal])).toBeNull();
});

test('every forecast gives a finite picture', () => {
  const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const component = fc.tuple(real(0.01, 1), real(-3, 7), real(1e-4, 2));
  fc.assert(
    fc.property(fc.array(component, { minLength: 1, maxLength: 10 }), real(0, 1e4), (parts, y) => {
      const [weights, mus, sigmas] = [0, 1, 2].map((i) => parts.map((part) => part[i]));
      const forecast = { weights, mus, sigmas, crps: 1 };
      for (const variant of [lognormal, normal]) {
        const view = densityView({ ...row(forecast), outcome: y }, [variant])!;
        expect(view.axis.max).toBeGreaterThan(view.axis.min);
        expect(view.top).toBeGreaterThan(0);
        expect(view.curves[0].points.every(({ y: d }) => Number.isFinite(d) && d >= 0)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
