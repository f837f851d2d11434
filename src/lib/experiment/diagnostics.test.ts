import { expect, test } from 'vitest';
import { crpsBatch, type MixtureFamily, type MixtureRows } from '#lib/crps/index.ts';
import type { Part } from '#lib/data/dataset.ts';
import type { Truth } from '#lib/data/table.ts';
import { stream } from '#lib/random/stream.ts';
import { diagnose, pitHistogram } from './diagnostics.ts';
import type { Predictions } from './result.ts';
import { meanOf } from './statistics.ts';

const ROWS = 4000;

/** Outcomes of two-mode log-normals whose place differs from row to row. */
function simulate(): { truth: Truth; targets: Float64Array } {
  const random = stream(3, 0, 'diagnostics');
  const weights = new Float64Array(2 * ROWS);
  const mus = new Float64Array(2 * ROWS);
  const sigmas = new Float64Array(2 * ROWS);
  const targets = Float64Array.from({ length: ROWS }, (_, row) => {
    const base = 4 + random.uniform();
    weights.set([0.75, 0.25], 2 * row);
    mus.set([base, base + 0.9], 2 * row);
    sigmas.set([0.3, 0.2], 2 * row);
    const k = 2 * row + (random.uniform() < 0.75 ? 0 : 1);
    return Math.exp(mus[k] + sigmas[k] * random.normal());
  });
  return { truth: { column: 'minutes', components: 2, weights, mus, sigmas }, targets };
}

const { truth, targets } = simulate();

function part(known: boolean): Part {
  const rows = Int32Array.from({ length: ROWS }, (_, row) => row);
  const shared = { count: ROWS, rows, inputs: new Float32Array(0), targets };
  return known ? { ...shared, truth } : shared;
}

function predict(family: MixtureFamily, rows: MixtureRows): Predictions {
  const weights = Float32Array.from(rows.weights);
  const mus = Float64Array.from(rows.mus);
  const sigmas = Float64Array.from(rows.sigmas);
  const crps = crpsBatch(family, targets, weights, mus, sigmas, rows.components);
  return { components: rows.components, origin: 0, weights, mus, sigmas, crps };
}

/** One density of the same place for every row. */
function single(mu: (base: number) => number, sigma: number): MixtureRows {
  return {
    components: 1,
    weights: new Float64Array(ROWS).fill(1),
    mus: Float64Array.from({ length: ROWS }, (_, row) => mu(truth.mus[2 * row])),
    sigmas: new Float64Array(ROWS).fill(sigma),
  };
}

const truthAsForecast = predict('lognormal', truth);

test('the truth as forecast is calibrated and has no excess', () => {
  const { crps, coverage50, coverage90, pit, excessCrps } = diagnose(
    'lognormal',
    truthAsForecast,
    part(true),
  );
  // Five standard errors of a share of 4,000 rows.
  expect(Math.abs(coverage50 - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / ROWS));
  expect(Math.abs(coverage90 - 0.9)).toBeLessThan(5 * Math.sqrt(0.09 / ROWS));
  expect(excessCrps).toBeLessThan(1e-8 * crps);
  expect(excessCrps).toBeGreaterThanOrEqual(0);
  const histogram = pitHistogram(pit, 10);
  expect(meanOf(histogram)).toBeCloseTo(0.1, 12);
  for (const share of histogram) {
    expect(Math.abs(share - 0.1)).toBeLessThan(5 * Math.sqrt(0.09 / ROWS));
  }
});

test('a forecast too sure of itself covers too little, scores worse and has an excess', () => {
  const sure = predict(
    'lognormal',
    single((base) => base + 0.2, 0.1),
  );
  const best = diagnose('lognormal', truthAsForecast, part(true));
  const poor = diagnose('lognormal', sure, part(true));
  expect(poor.coverage90).toBeLessThan(0.6);
  expect(poor.logScore).toBeGreaterThan(best.logScore + 0.5);
  // The excess is what the mean scores differ by, free of the noise in which outcomes fell.
  const observed = poor.crps - best.crps;
  expect(Math.abs((poor.excessCrps ?? NaN) - observed)).toBeLessThan(0.15 * observed);
  const shares = pitHistogram(poor.pit, 10);
  expect(shares[0] + shares[9]).toBeGreaterThan(0.4);
});

test('a normal forecast of a log-normal truth has its excess by quadrature', () => {
  // Moments of the truth, roughly: a normal cannot do better than near them.
  const rows = single((base) => 1.45 * Math.exp(base), 60);
  const { excessCrps, crps } = diagnose('normal', predict('normal', rows), part(true));
  const best = diagnose('lognormal', truthAsForecast, part(true));
  const observed = crps - best.crps;
  expect(observed).toBeGreaterThan(1);
  expect(Math.abs((excessCrps ?? NaN) - observed)).toBeLessThan(0.15 * observed);
});

test('without a known truth there is no excess', () => {
  expect(diagnose('lognormal', truthAsForecast, part(false)).excessCrps).toBeNull();
});

test('the log score is in the target’s own unit: that of minutes exceeds that of ln minutes by mean ln y', () => {
  const { logScore } = diagnose('lognormal', truthAsForecast, part(false));
  const logs = targets.map(Math.log);
  const { weights, mus, sigmas } = truthAsForecast;
  const crps = crpsBatch('normal', logs, weights, mus, sigmas, 2);
  const onLogs = diagnose(
    'normal',
    { ...truthAsForecast, crps },
    { ...part(false), targets: logs },
  );
  expect(logScore - onLogs.logScore).toBeCloseTo(meanOf(logs), 9);
});

test('predictions that are not one a row are refused', () => {
  const short = { ...truthAsForecast, crps: new Float64Array(3) };
  expect(() => diagnose('lognormal', short, part(false))).toThrow(
    /got 3 predictions for 4000 rows/,
  );
});

test('a PIT of exactly one falls in the last bin', () => {
  expect([...pitHistogram([0, 0.49, 0.5, 1], 2)]).toEqual([0.5, 0.5]);
});
