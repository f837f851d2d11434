import { describe, expect, test } from 'vitest';
import { crpsBatch, expectedCrps, oracleCrps } from '#lib/crps/index.ts';
import { stream } from '#lib/random/stream.ts';
import { Scorer } from './Scorer.ts';

const scorer = await Scorer.start();

/** Mixtures like those of operations, and outcomes from them. */
function mixtures(rows: number, components: number, from: number, to: number) {
  const random = stream(9, components, 'mixtures');
  const fill = (draw: () => number) => Float32Array.from({ length: rows * components }, draw);
  const weights = fill(() => random.uniform());
  const mus = fill(() => 3 + 3 * random.uniform());
  const sigmas = fill(() => from + (to - from) * random.uniform());
  const z = Float64Array.from(
    { length: rows },
    (_, row) => mus[row * components] + 1.5 * sigmas[row * components] * random.normal(),
  );
  for (let row = 0; row < rows; row++) {
    const own = weights.subarray(row * components, (row + 1) * components);
    const total = own.reduce((a, b) => a + b);
    own.forEach((w, k) => (own[k] = w / total));
  }
  return { weights, mus, sigmas, z };
}

function worst(got: ArrayLike<number>, exact: Float64Array): number {
  return exact.reduce((w, e, i) => Math.max(w, Math.abs(got[i] / e - 1)), 0);
}

describe.each([1, 2, 3, 10, 20])('of %i components', (components) => {
  test('a log-normal mixture is scored within 1.5e-5, wide or narrow', () => {
    for (const [from, to] of [
      [0.05, 1],
      [0.005, 0.05],
      [1, 3],
    ]) {
      const { weights, mus, sigmas, z } = mixtures(2003, components, from, to);
      const y = z.map((v) => Math.exp(v));
      const exact = crpsBatch('lognormal', y, weights, mus, sigmas, components);
      const got = scorer.crps('lognormal', y, weights, mus, sigmas, components);
      expect(worst(got, exact)).toBeLessThan(1.5e-5);
    }
  });

  test('a normal mixture is scored within 1.5e-5', () => {
    const { weights, mus, sigmas, z } = mixtures(2003, components, 0.05, 1);
    const exact = crpsBatch('normal', z, weights, mus, sigmas, components);
    const got = scorer.crps('normal', z, weights, mus, sigmas, components);
    expect(worst(got, exact)).toBeLessThan(1.5e-5);
  });
});

test.each([0, 1e9, -1e15])('normals are scored as well at an offset of %d', (offset) => {
  const { weights, mus, sigmas, z } = mixtures(500, 3, 0.05, 1);
  // Multiples of 1/8 are as exact far from zero as near it.
  const y = z.map((v) => offset + Math.round(8 * v) / 8);
  const places = Float64Array.from(mus, (mu) => offset + Math.round(8 * mu) / 8);
  const exact = crpsBatch('normal', y, weights, places, sigmas, 3);
  expect(worst(scorer.crps('normal', y, weights, places, sigmas, 3), exact)).toBeLessThan(1.5e-5);
});

test.each([
  ['normal', 1e-300],
  ['normal', 1e-20],
  ['normal', 1e300],
  ['lognormal', 1e-300],
  ['lognormal', 1e300],
] as const)('a %s in units of %d, beyond 32 bits, is scored as well', (family, unit) => {
  const { weights, mus, sigmas, z } = mixtures(500, 3, 0.05, 1);
  const normal = family === 'normal';
  const y = z.map((v) => unit * (normal ? v : Math.exp(v)));
  const places = Float64Array.from(mus, (mu) => (normal ? unit * mu : Math.log(unit) + mu));
  const widths = Float64Array.from(sigmas, (sigma) => (normal ? unit * sigma : sigma));
  const exact = crpsBatch(family, y, weights, places, widths, 3);
  expect(worst(scorer.crps(family, y, weights, places, widths, 3), exact)).toBeLessThan(1.5e-5);
});

test('outcomes at and below zero, and means beyond 32 bits, are scored in doubles', () => {
  const y = Float64Array.of(0, -3, 1e-20, 5);
  const weights = Float64Array.of(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
  const mus = Float64Array.of(1, 2, 1, 2, 1, 60, 1, 200);
  const sigmas = new Float64Array(8).fill(0.5);
  const exact = crpsBatch('lognormal', y, weights, mus, sigmas, 2);
  expect(scorer.crps('lognormal', y, weights, mus, sigmas, 2)).toEqual(exact);
});

describe.each([
  [1, 1],
  [3, 2],
  [10, 3],
  [20, 20],
])('of %i components, where the truth has %i', (components, ofTruth) => {
  const mixturesOf = (count: number, from: number, to: number) => {
    const { weights, mus, sigmas } = mixtures(2003, count, from, to);
    return { components: count, weights, mus, sigmas };
  };

  test('the expected CRPS is that of doubles, wide or narrow', () => {
    for (const [from, to] of [
      [0.05, 1.2],
      [0.005, 0.05],
      [1, 3],
    ]) {
      const forecast = mixturesOf(components, from, to);
      const truth = mixturesOf(ofTruth, from, to);
      const exact = expectedCrps(forecast, truth);
      expect(worst(scorer.expectedCrps(forecast, truth), exact)).toBeLessThan(1.5e-5);
    }
  });

  test('so is the oracle’s, which no forecast beats', () => {
    const truth = mixturesOf(ofTruth, 0.05, 1.2);
    const oracle = scorer.oracleCrps(truth);
    expect(worst(oracle, oracleCrps(truth))).toBeLessThan(1e-5);
    expect(worst(scorer.expectedCrps(truth, truth), Float64Array.from(oracle))).toBeLessThan(2e-5);
    const expected = scorer.expectedCrps(mixturesOf(components, 0.05, 1.2), truth);
    expect(expected.every((score, row) => score > oracle[row] * (1 - 1e-4))).toBe(true);
  });
});
