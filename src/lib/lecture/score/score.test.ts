import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mixtureDistribution } from '#lib/crps/index.ts';
import { inFamily } from './change-family.ts';
import { areaOf, curveOn, gridOf, scoreAreas } from './score-geometry.ts';
import {
  LEAST_WEIGHT,
  limitsOf,
  middleOf,
  MOST_DENSITIES,
  parameters,
  shoulderOf,
  withMiddle,
  withOneMore,
  withoutOne,
  withShoulder,
  withWeight,
  type ScoreMixture,
} from './score-mixture.ts';
import { scorePresets } from './score-presets.ts';
import { beyondAxis, scoreValues } from './score-values.ts';

/** Any mixture that the handles can reach, and any outcome. */
const scenes = fc
  .record({
    family: fc.constantFrom('lognormal' as const, 'normal' as const),
    shares: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }),
    places: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
  })
  .map(({ family, shares, places }) => {
    const { middle, sigma, outcome } = limitsOf(family);
    const total = shares.reduce((sum, share) => sum + share, 0);
    const between = (limit: { min: number; max: number }, at: number) =>
      limit.min + at * (limit.max - limit.min);
    const densities = shares.map((share, i) => {
      const median = between(middle, places[2 * i]);
      return {
        weight: share / total,
        mu: family === 'lognormal' ? Math.log(median) : median,
        sigma: between(sigma, places[2 * i + 1]),
      };
    });
    return { mixture: { family, densities }, outcome: between(outcome, places[8]) };
  });

function distributionOf(mixture: ScoreMixture) {
  const { weights, mus, sigmas } = parameters(mixture);
  return mixtureDistribution(mixture.family, weights, mus, sigmas);
}

test('the shaded area is the score, for every forecast and outcome in reach', () => {
  fc.assert(
    fc.property(scenes, ({ mixture, outcome }) => {
      const distribution = distributionOf(mixture);
      const { closed } = scoreValues(mixture, distribution, outcome);
      const cdf = curveOn(gridOf(mixture, limitsOf(mixture.family).axis), distribution.cdf);
      const { below, above } = scoreAreas(cdf, outcome, distribution.cdf(outcome));
      const drawn = areaOf(below) + areaOf(above) + beyondAxis(mixture, distribution);
      // The outline is made of straight pieces: within a fiftieth of a minute (the worst of 300,000 scenes was
      // 0.017 off), or a thousandth of the score.
      expect(Math.abs(drawn - closed)).toBeLessThan(0.02 + 1e-3 * closed);
    }),
    { numRuns: 300 },
  );
});

test('quadrature agrees with the closed form to 1e-7 minutes wherever the handles reach', () => {
  fc.assert(
    fc.property(scenes, ({ mixture, outcome }) => {
      const { closed, quadrature } = scoreValues(mixture, distributionOf(mixture), outcome);
      expect(Math.abs(quadrature - closed)).toBeLessThan(1e-7);
    }),
    { numRuns: 300 },
  );
});

test('the two terms are what is drawn: all between curve and step, and what squaring leaves out', () => {
  for (const { mixture, outcome } of scorePresets) {
    const distribution = distributionOf(mixture);
    const { distance, spread } = scoreValues(mixture, distribution, outcome);
    // A plain Riemann sum far beyond the axis, which knows nothing of the crps library's forms.
    let gap = 0;
    let left = 0;
    const step = 0.05;
    for (let x = step / 2; x < 6000; x += step) {
      const mass = distribution.cdf(x);
      gap += step * (x < outcome ? mass : 1 - mass);
      left += step * mass * (1 - mass);
    }
    expect(Math.abs(gap - distance)).toBeLessThan(0.01);
    expect(Math.abs(left - spread)).toBeLessThan(0.01);
  }
});

test('the page opens with the worked example of the formulas', () => {
  const { mixture, outcome } = scorePresets[0];
  const { closed } = scoreValues(mixture, distributionOf(mixture), outcome);
  expect(closed).toBeCloseTo(13.458710435573456, 12);
});

test('the slopes say which way a density lowers the score', () => {
  const { mixture, outcome } = scorePresets[0];
  const scoreOf = (changed: ScoreMixture) =>
    scoreValues(changed, distributionOf(changed), outcome).closed;
  const { slopes } = scoreValues(mixture, distributionOf(mixture), outcome);
  mixture.densities.forEach((density, i) => {
    const step = 1e-5;
    const moved = (by: number) => withMiddle(mixture, i, Math.exp(density.mu + by));
    const numeric = (scoreOf(moved(step)) - scoreOf(moved(-step))) / (2 * step);
    expect(slopes[i]).toBeCloseTo(numeric, 5);
  });
});

test('weights sum to one and none falls below the least, however they are pulled', () => {
  fc.assert(
    fc.property(scenes, fc.nat(3), fc.double({ noNaN: true }), ({ mixture }, which, weight) => {
      const index = which % mixture.densities.length;
      const { densities } = withWeight(mixture, index, weight);
      expect(densities.reduce((sum, density) => sum + density.weight, 0)).toBeCloseTo(1, 12);
      if (densities.length > 1) {
        for (const density of densities) {
          expect(density.weight).toBeGreaterThanOrEqual(LEAST_WEIGHT - 1e-12);
        }
      }
    }),
  );
});

test('a handle pulled anywhere stays within its limits', () => {
  fc.assert(
    fc.property(scenes, fc.nat(3), fc.double({ noNaN: true }), ({ mixture }, which, minutes) => {
      const index = which % mixture.densities.length;
      const { middle, sigma } = limitsOf(mixture.family);
      const moved = withMiddle(mixture, index, minutes).densities[index];
      const place = middleOf(mixture.family, moved);
      expect(place).toBeGreaterThanOrEqual(middle.min - 1e-9);
      expect(place).toBeLessThanOrEqual(middle.max + 1e-9);
      const wide = withShoulder(mixture, index, minutes).densities[index].sigma;
      expect(wide).toBeGreaterThanOrEqual(sigma.min);
      expect(wide).toBeLessThanOrEqual(sigma.max);
    }),
  );
});

test('the width’s handle stands where it was put', () => {
  const { mixture } = scorePresets[0];
  const moved = withShoulder(mixture, 1, 200);
  expect(shoulderOf('lognormal', moved.densities[1])).toBeCloseTo(200, 9);
});

test('one to four densities: more are not added, the last is not removed', () => {
  let mixture = scorePresets[1].mixture;
  for (let i = 0; i < 6; i++) mixture = withOneMore(mixture);
  expect(mixture.densities).toHaveLength(MOST_DENSITIES);
  for (let i = 0; i < 6; i++) mixture = withoutOne(mixture, 0);
  expect(mixture.densities).toHaveLength(1);
  expect(mixture.densities[0].weight).toBe(1);
});

test('the other family keeps mean and spread, and comes back', () => {
  const { mixture } = scorePresets[5];
  const normal = inFamily(mixture, 'normal');
  expect(distributionOf(normal).mean).toBeCloseTo(distributionOf(mixture).mean, 9);
  const back = inFamily(normal, 'lognormal');
  expect(back.densities[0].mu).toBeCloseTo(mixture.densities[0].mu, 9);
  expect(back.densities[0].sigma).toBeCloseTo(mixture.densities[0].sigma, 9);
});
