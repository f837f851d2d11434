import { expect, test } from 'vitest';
// A test may look sideways: the scores themselves know nothing of random numbers.
// eslint-disable-next-line @typescript-eslint/no-restricted-imports
import { type Stream, stream } from '#lib/random/stream.ts';
import {
  crpsLognormalMixture,
  crpsNormalMixture,
  crpsQuadrature,
  mixtureDistribution,
  pinballLoss,
} from './index.ts';

// Three independent routes to one number: closed form, quadrature of the definition, sampling.
const mixtures = [
  { name: 'one density', weights: [1], mus: [4.4], sigmas: [0.5] },
  { name: 'two modes', weights: [0.7, 0.3], mus: [4.2, 5.4], sigmas: [0.2, 0.15] },
  { name: 'heavy tail', weights: [0.5, 0.3, 0.2], mus: [3, 4, 5], sigmas: [0.3, 0.8, 1.2] },
  { name: 'narrow beside wide', weights: [0.6, 0.4], mus: [4.5, 4.5], sigmas: [0.01, 0.7] },
  { name: 'all narrow', weights: [0.5, 0.5], mus: [4.5, 4.52], sigmas: [0.02, 0.05] },
];
const outcomes = [-3, 0, 0.7, 45, 91, 400];

function draw(
  random: Stream,
  weights: readonly number[],
  mus: readonly number[],
  sigmas: readonly number[],
) {
  let rest = random.uniform();
  let k = 0;
  while (k < weights.length - 1 && rest >= weights[k]) rest -= weights[k++];
  return mus[k] + sigmas[k] * random.normal();
}

/** E|X − y| − ½E|X − X′| from pairs of draws, with its standard error. */
function sampled(y: number, n: number, next: () => number) {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const a = next();
    const b = next();
    const value = 0.5 * (Math.abs(a - y) + Math.abs(b - y) - Math.abs(a - b));
    sum += value;
    squares += value * value;
  }
  const mean = sum / n;
  return { mean, standardError: Math.sqrt((squares / n - mean * mean) / n) };
}

for (const { name, weights, mus, sigmas } of mixtures) {
  test(`log-normal, ${name}: closed form and quadrature agree to 1e-9`, () => {
    const { cdf, quantile, breakpoints } = mixtureDistribution('lognormal', weights, mus, sigmas);
    const bounds = {
      lower: 0,
      upper: 4 * quantile(1 - 1e-14),
      tolerance: 1e-10,
      breakpoints: breakpoints(),
    };
    for (const y of outcomes) {
      const closed = crpsLognormalMixture(y, weights, mus, sigmas);
      const score = crpsQuadrature(y, cdf, bounds);
      expect(Math.abs(score - closed), `y = ${y}`).toBeLessThan(1e-9 * Math.max(1, closed));
    }
  });

  test(`normal, ${name}: closed form and quadrature agree to 1e-9`, () => {
    const { cdf, breakpoints } = mixtureDistribution('normal', weights, mus, sigmas);
    const bounds = { lower: -8, upper: 18, tolerance: 1e-11, breakpoints: breakpoints() };
    for (const y of [-2, 3, 4.5, 9]) {
      const closed = crpsNormalMixture(y, weights, mus, sigmas);
      const score = crpsQuadrature(y, cdf, bounds);
      expect(Math.abs(score - closed), `y = ${y}`).toBeLessThan(1e-9);
    }
  });

  test(`${name}: closed form and sampling agree within five standard errors`, () => {
    const n = 40_000;
    for (const y of [20, 91]) {
      const random = stream(11, y, name);
      const next = () => Math.exp(draw(random, weights, mus, sigmas));
      const { mean, standardError } = sampled(y, n, next);
      const closed = crpsLognormalMixture(y, weights, mus, sigmas);
      expect(Math.abs(mean - closed), `log-normal, y = ${y}`).toBeLessThan(5 * standardError);
      expect(standardError).toBeLessThan(0.05 * closed);
    }
    const random = stream(12, 0, name);
    const { mean, standardError } = sampled(4.6, n, () => draw(random, weights, mus, sigmas));
    const closed = crpsNormalMixture(4.6, weights, mus, sigmas);
    expect(Math.abs(mean - closed), 'normal').toBeLessThan(5 * standardError);
  });
}

test('the score is twice the pinball loss integrated over the levels', () => {
  const { weights, mus, sigmas } = mixtures[1];
  const { quantile } = mixtureDistribution('lognormal', weights, mus, sigmas);
  const levels = 4000;
  let sum = 0;
  for (let i = 0; i < levels; i++) {
    const level = (i + 0.5) / levels;
    sum += (2 * pinballLoss(70, quantile(level), level)) / levels;
  }
  expect(Math.abs(sum / crpsLognormalMixture(70, weights, mus, sigmas) - 1)).toBeLessThan(1e-3);
});
