import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crpsLognormalMixture, crpsNormalMixture } from '#lib/crps/index.ts';
import { boundsOf } from './bounds.ts';
import { mixturesOf } from './head.ts';
import type { Loss } from './loss.ts';
import type { Family } from './network.ts';
import { rowLossOf } from './rowLoss.ts';
import { middleOf, standardise, type TargetScale } from './scale.ts';

const scales: Record<Family, TargetScale> = {
  lognormal: { family: 'lognormal', origin: 64, mean: 4.2 - Math.log(64), sd: 0.7, unit: 40 },
  normal: { family: 'normal', origin: -7, mean: 4, sd: 12, unit: 9 },
};
const outcome: Record<Family, number> = { lognormal: 95, normal: 4 };

/** Outputs of a row in which nothing is at a bound, the same on every run. */
function rawOf(components: number): Float64Array {
  return Float64Array.from({ length: 3 * components }, (_, i) => Math.sin(1 + 2.7 * i));
}

/** −ln of the mixture's density at y, by the definition. */
function minusLogDensity(
  family: Family,
  y: number,
  weights: ArrayLike<number>,
  mus: ArrayLike<number>,
  sigmas: ArrayLike<number>,
): number {
  const x = family === 'lognormal' ? Math.log(y) : y;
  let density = 0;
  for (let k = 0; k < weights.length; k++) {
    const t = (x - mus[k]) / sigmas[k];
    density += (weights[k] * Math.exp(-0.5 * t * t)) / (sigmas[k] * Math.sqrt(2 * Math.PI));
  }
  return -Math.log(density) + (family === 'lognormal' ? x : 0);
}

const cases = (['lognormal', 'normal'] as const).flatMap((family) =>
  (['nll', 'crps'] as const).flatMap((loss) =>
    [1, 3, 10, 20].map((components) => ({ family, loss, components })),
  ),
);

function setUp(family: Family, loss: Loss, components: number) {
  const scale = scales[family];
  const bounds = boundsOf(scale);
  const y = outcome[family];
  const [z] = standardise(scale, Float64Array.of(y));
  return { scale, bounds, y, z, rowLoss: rowLossOf(loss, components, scale, bounds) };
}

describe.each(cases)('the $loss of a $family with $components components', (it) => {
  const { family, loss, components } = it;
  const { scale, bounds, y, z, rowLoss } = setUp(family, loss, components);

  test('is the score of its mixture', () => {
    const raw = rawOf(components);
    const value = rowLoss(raw, 0, z, y, 1, null);
    const { origin, weights, mus, sigmas } = mixturesOf(raw, components, scale, bounds);
    const crps = family === 'normal' ? crpsNormalMixture : crpsLognormalMixture;
    // The mixture's weights are 32-bit: seven digits.
    if (loss === 'crps') {
      expect(value * scale.unit).toBeCloseTo(crps(y - origin, weights, mus, sigmas), 4);
    } else {
      const jacobian = Math.log(scale.sd) + (family === 'lognormal' ? Math.log(y) : 0);
      const expected = minusLogDensity(family, y - origin, weights, mus, sigmas);
      expect(value + jacobian).toBeCloseTo(expected, 5);
    }
  });

  test('has the gradient that finite differences give', () => {
    const raw = rawOf(components);
    const gradient = new Float64Array(raw.length);
    rowLoss(raw, 0, z, y, 1, gradient);
    const h = 1e-5;
    for (let i = 0; i < raw.length; i++) {
      const up = raw.slice();
      const down = raw.slice();
      up[i] += h;
      down[i] -= h;
      const slope =
        (rowLoss(up, 0, z, y, 1, null) - rowLoss(down, 0, z, y, 1, null)) / (up[i] - down[i]);
      expect(gradient[i]).toBeCloseTo(slope, 8);
    }
  });
});

test('a gradient is zero where a bound holds the mean or the width, and counted', () => {
  const { scale, bounds, y, z, rowLoss } = setUp('lognormal', 'crps', 2);
  const raw = Float64Array.of(0, 0, 50, 0.3, 0.1, 50);
  const gradient = new Float64Array(6);
  rowLoss(raw, 0, z, y, 1, gradient);
  expect(gradient[2]).toBe(0);
  expect(gradient[5]).toBe(0);
  expect(gradient[3]).not.toBe(0);
  expect(gradient[4]).not.toBe(0);
  const { mus, sigmas, boundShare } = mixturesOf(raw, 2, scale, bounds);
  expect(boundShare).toBe(0.5);
  expect(mus[0]).toBeCloseTo(middleOf(scale) + scale.sd * bounds.mu, 12);
  expect(sigmas[1]).toBeCloseTo(scale.sd * bounds.sigma, 12);
});

test('any finite outputs give a finite loss and gradient', () => {
  const output = fc.float({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(
      fc.array(output, { minLength: 9, maxLength: 9 }),
      fc.constantFrom(...cases),
      (outputs, { family, loss }) => {
        const { y, z, rowLoss } = setUp(family, loss, 3);
        const gradient = new Float64Array(9);
        const value = rowLoss(Float64Array.from(outputs), 0, z, y, 1, gradient);
        expect([value, ...gradient].every(Number.isFinite)).toBe(true);
      },
    ),
  );
});

test('components may be permuted', () => {
  const { y, z, rowLoss } = setUp('lognormal', 'crps', 3);
  const raw = rawOf(3);
  const turned = Float64Array.from([1, 2, 0, 4, 5, 3, 7, 8, 6], (from) => raw[from]);
  expect(rowLoss(turned, 0, z, y, 1, null)).toBeCloseTo(rowLoss(raw, 0, z, y, 1, null), 12);
});
