import { expect, test } from 'vitest';
import reference from '../../../tests/reference/crps-mixtures.json';
import {
  crpsBatch,
  crpsLognormal,
  crpsLognormalGrad,
  crpsLognormalMixture,
  crpsLognormalMixtureGrad,
  crpsNormal,
  crpsNormalGrad,
  crpsNormalMixture,
  crpsNormalMixtureGrad,
} from './index.ts';

// Values at 50 digits, each by closed form and by quadrature: tests/reference/generate.py.
const rows = reference.rows.map((row) => ({
  ...row,
  family: row.family === 'normal' ? ('normal' as const) : ('lognormal' as const),
}));
const lognormal = { score: crpsLognormalMixture, grad: crpsLognormalMixtureGrad };
const normal = { score: crpsNormalMixture, grad: crpsNormalMixtureGrad };
const functions = { lognormal, normal };

/** The contract: 1e-12 relative, and 1e-9 where sigma ≤ 1e-4, for there ln y − mu has few digits left. */
function tolerance(sigmas: readonly number[]): number {
  return Math.min(...sigmas) <= 1e-4 ? 1e-9 : 1e-12;
}

function expectClose(got: number, expected: number, relative: number, what: string): void {
  expect(Math.abs(got - expected), `${what}: ${got}, expected ${expected}`).toBeLessThanOrEqual(
    relative * Math.abs(expected),
  );
}

test('there are 138 reference rows of both families', () => {
  expect(rows.length).toBe(138);
  expect(new Set(rows.map((row) => row.family)).size).toBe(2);
});

test('every mixture score is that of the reference', () => {
  for (const row of rows) {
    const score = functions[row.family].score(row.y, row.weights, row.mus, row.sigmas);
    expectClose(score, row.crps, tolerance(row.sigmas), row.note);
  }
});

test('every gradient is that of the reference', () => {
  for (const row of rows) {
    const got = functions[row.family].grad(row.y, row.weights, row.mus, row.sigmas);
    expectClose(got.value, row.crps, tolerance(row.sigmas), row.note);
    // A derivative may pass through zero: its error is measured against the largest of its kind, and,
    // for mus at the median of a narrow component, against ε·mean/σ (the digits of ln y − mu).
    const pairs = [
      [got.dWeights, row.dWeights],
      [got.dMus, row.dMus],
      [got.dSigmas, row.dSigmas],
    ] as const;
    const narrowest = Math.min(...row.sigmas);
    for (const [actual, expected] of pairs) {
      const scale = Math.max(...expected.map(Math.abs), row.crps);
      for (let k = 0; k < expected.length; k++) {
        const error = Math.abs(actual[k] - expected[k]);
        expect(error, `${row.note} ${row.y}`).toBeLessThanOrEqual(
          1e-12 * scale + (1e-14 * row.y) / narrowest,
        );
      }
    }
  }
});

test('one component is the single density, in value and gradient', () => {
  const singles = {
    lognormal: { score: crpsLognormal, grad: crpsLognormalGrad },
    normal: { score: crpsNormal, grad: crpsNormalGrad },
  };
  const one = rows.filter((row) => row.mus.length === 1);
  expect(one.length).toBeGreaterThan(30);
  for (const row of one) {
    const { score, grad } = singles[row.family];
    const within = tolerance(row.sigmas);
    expectClose(score(row.y, row.mus[0], row.sigmas[0]), row.crps, within, row.note);
    const got = grad(row.y, row.mus[0], row.sigmas[0]);
    const mixture = functions[row.family].grad(row.y, [3], row.mus, row.sigmas);
    expectClose(got.value, row.crps, within, row.note);
    const slack = 1e-12 * row.crps + (1e-14 * Math.abs(row.y)) / row.sigmas[0];
    expect(Math.abs(got.dMu - mixture.dMus[0])).toBeLessThanOrEqual(slack);
    expect(Math.abs(got.dSigma - mixture.dSigmas[0])).toBeLessThanOrEqual(slack);
  }
});

test('the batch in doubles is that of the reference, row by row', () => {
  for (const family of ['lognormal', 'normal'] as const) {
    for (const components of [1, 2, 3, 5, 10]) {
      const group = rows.filter((row) => row.family === family && row.mus.length === components);
      const flat = (key: 'weights' | 'mus' | 'sigmas') =>
        Float64Array.from(group.flatMap((row) => row[key]));
      const scores = crpsBatch(
        family,
        Float64Array.from(group, (row) => row.y),
        flat('weights'),
        flat('mus'),
        flat('sigmas'),
        components,
      );
      expect(scores.length).toBe(group.length);
      group.forEach((row, i) => expectClose(scores[i], row.crps, tolerance(row.sigmas), row.note));
    }
  }
});

test('the batch in single precision is within 1e-5 on surgery-like mixtures', () => {
  for (const components of [1, 2, 3, 5, 10]) {
    const group = rows.filter(
      (row) => row.note === 'surgery-like' && row.mus.length === components,
    );
    const flat = (key: 'weights' | 'mus' | 'sigmas') =>
      Float32Array.from(group.flatMap((row) => row[key]));
    const scores = crpsBatch(
      'lognormal',
      Float32Array.from(group, (row) => row.y),
      flat('weights'),
      flat('mus'),
      flat('sigmas'),
      components,
    );
    expect(scores).toBeInstanceOf(Float32Array);
    group.forEach((row, i) => expectClose(scores[i], row.crps, 1e-5, row.note));
  }
});

test('the worked example of docs/formulas.md has the value printed there', () => {
  expectClose(
    crpsLognormalMixture(95, [0.7, 0.3], [4.2, 4.9], [0.35, 0.6]),
    13.458710435573456,
    1e-14,
    'worked example',
  );
});
