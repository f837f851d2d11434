import { expect, test } from 'vitest';
import { mixtureDistribution } from '#lib/crps/index.ts';
import { inFamily } from './change-family.ts';
import { PairSampler } from './pair-sampler.ts';
import { RunningMean } from './running-mean.ts';
import { MOST_PAIRS, pairsAfter } from './sampling-pace.ts';
import { parameters } from './score-mixture.ts';
import { scorePresets } from './score-presets.ts';
import { scoreValues } from './score-values.ts';

const scenes = scorePresets.flatMap(({ name, mixture, outcome }) => [
  { name, mixture, outcome },
  { name: `${name}, normal`, mixture: inFamily(mixture, 'normal'), outcome },
]);

for (const { name, mixture, outcome } of scenes) {
  test(`${name}: sampled pairs agree with both exact terms and the score`, () => {
    const { weights, mus, sigmas } = parameters(mixture);
    const distribution = mixtureDistribution(mixture.family, weights, mus, sigmas);
    const { closed, distance, spread } = scoreValues(mixture, distribution, outcome);
    const sampler = new PairSampler(mixture, outcome, 1);
    while (sampler.count < 20_000) sampler.draw();
    // Four standard errors: 1 in 16,000 by chance, and the seed is fixed.
    const off = (estimate: RunningMean, exact: number) =>
      Math.abs(estimate.mean - exact) / estimate.standardError;
    expect(off(sampler.distance, distance)).toBeLessThan(4);
    expect(off(sampler.spread, spread)).toBeLessThan(4);
    expect(off(sampler.score, closed)).toBeLessThan(4);
  });
}

test('the 95 % interval holds the exact score for about 95 of 100 seeds', () => {
  const [{ mixture, outcome }] = scorePresets;
  const { weights, mus, sigmas } = parameters(mixture);
  const distribution = mixtureDistribution(mixture.family, weights, mus, sigmas);
  const { closed } = scoreValues(mixture, distribution, outcome);
  let held = 0;
  for (let seed = 0; seed < 400; seed++) {
    const { score, draw } = bound(new PairSampler(mixture, outcome, seed));
    while (score.count < 400) draw();
    if (Math.abs(score.mean - closed) <= (score.halfWidth ?? 0)) held += 1;
  }
  // Binomial: 380 ± 4.4; the tail is skew, hence a little room below.
  expect(held).toBeGreaterThan(360);
  expect(held).toBeLessThan(396);
});

function bound(sampler: PairSampler) {
  return { score: sampler.score, draw: () => sampler.draw() };
}

test('the same seed draws the same pairs, another seed others', () => {
  const [{ mixture, outcome }] = scorePresets;
  const first = (seed: number) => new PairSampler(mixture, outcome, seed).draw();
  expect(first(1)).toEqual(first(1));
  expect(first(1)).not.toEqual(first(2));
});

test('a running mean is the mean, with its standard error', () => {
  const running = new RunningMean();
  expect(running.halfWidth).toBeNull();
  for (const value of [2, 4, 9]) running.add(value);
  expect(running.mean).toBeCloseTo(5, 12);
  expect(running.standardError).toBeCloseTo(Math.sqrt(13 / 3), 12);
});

test('the pace never goes back, begins one by one and ends at the most', () => {
  let last = 0;
  for (let seconds = 0; seconds < 20; seconds += 0.01) {
    const pairs = pairsAfter(seconds);
    expect(pairs).toBeGreaterThanOrEqual(last);
    last = pairs;
  }
  expect(pairsAfter(1)).toBe(8);
  expect(last).toBe(MOST_PAIRS);
});
