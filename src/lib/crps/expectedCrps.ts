/**
 * Scores without sampling noise, where the truth is known (simulators): expectations over outcomes Y
 * drawn from a log-normal mixture. All follow from E|P − Q| of two log-normals; see docs/formulas.md.
 */
import { exp } from './exp.ts';
import { cutDifference, cutFromItself, WIDE } from './lognormalDifference.ts';
import { type Mixture, requireLength } from './mixtureArguments.ts';
import { type MixtureRows, RowReader } from './mixtureRows.ts';

/** Σᵢⱼ pᵢqⱼ cut(Pᵢ, Qⱼ). */
function cross(p: Mixture, q: Mixture): number {
  let sum = 0;
  for (let i = 0; i < p.weights.length; i++) {
    if (p.weights[i] === 0) continue;
    let part = 0;
    for (let j = 0; j < q.weights.length; j++) {
      if (q.weights[j] === 0) continue;
      part += q.weights[j] * cutDifference(p.mus[i], p.sigmas[i], q.mus[j], q.sigmas[j]);
    }
    sum += p.weights[i] * part;
  }
  return sum;
}

/** ½ Σᵢⱼ wᵢwⱼ cut(Xᵢ, Xⱼ), each pair once. */
function halfWithin({ weights, mus, sigmas }: Mixture): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    let part = 0.5 * weights[i] * cutFromItself(mus[i], sigmas[i]);
    for (let j = 0; j < i; j++) {
      if (weights[j] === 0) continue;
      part += weights[j] * cutDifference(mus[i], sigmas[i], mus[j], sigmas[j]);
    }
    sum += weights[i] * part;
  }
  return sum;
}

/** What the cuts of a truth leave out: Σ vⱼ·mⱼ over its wide components. */
function wideMean({ weights, mus, sigmas }: Mixture): number {
  let mean = 0;
  for (let j = 0; j < weights.length; j++) {
    if (weights[j] === 0 || sigmas[j] <= WIDE) continue;
    mean += weights[j] * exp(mus[j] + 0.5 * sigmas[j] * sigmas[j]);
  }
  return mean;
}

function rowsOf({ weights, components }: MixtureRows): number {
  return Math.floor(weights.length / components);
}

function overPairs(
  forecast: MixtureRows,
  truth: MixtureRows,
  out: Float64Array | undefined,
  score: (forecast: Mixture, truth: Mixture) => number,
): Float64Array {
  const rows = rowsOf(truth);
  const forecasts = new RowReader(forecast, rows, 'forecast.');
  const truths = new RowReader(truth, rows, 'truth.');
  const scores = out ?? new Float64Array(rows);
  requireLength('out', scores.length, rows);
  for (let i = 0; i < rows; i++) {
    forecasts.read(i);
    truths.read(i);
    scores[i] = Math.max(0, score(forecasts.row, truths.row));
  }
  return scores;
}

/**
 * E CRPS(forecast, Y) over Y ~ truth, one a row, in the unit of Y; both are mixtures of log-normals,
 * row-major, of the same number of rows and any numbers of components.
 * Σᵢⱼ wᵢvⱼ E|Xᵢ − Yⱼ| − ½ Σᵢⱼ wᵢwⱼ E|Xᵢ − Xⱼ|.
 * @throws RangeError naming the argument, as `crpsBatch`.
 */
export function expectedCrps(
  forecast: MixtureRows,
  truth: MixtureRows,
  out?: Float64Array,
): Float64Array {
  return overPairs(forecast, truth, out, (x, y) => wideMean(y) + cross(x, y) - halfWithin(x));
}

/**
 * The expected CRPS of the truth itself, which no forecast can beat: ½ E|Y − Y′|, one a row.
 * @throws RangeError naming the argument, as `crpsBatch`.
 */
export function oracleCrps(truth: MixtureRows, out?: Float64Array): Float64Array {
  const rows = rowsOf(truth);
  const reader = new RowReader(truth, rows, 'truth.');
  const scores = out ?? new Float64Array(rows);
  requireLength('out', scores.length, rows);
  for (let i = 0; i < rows; i++) {
    reader.read(i);
    scores[i] = wideMean(reader.row) + halfWithin(reader.row);
  }
  return scores;
}

/**
 * `expectedCrps` less `oracleCrps`, one a row: how much the forecast loses to the truth, ∫ (F − G)².
 * The means cancel on paper, so a heavy tail costs no digits.
 * @throws RangeError naming the argument, as `crpsBatch`.
 */
export function excessCrps(
  forecast: MixtureRows,
  truth: MixtureRows,
  out?: Float64Array,
): Float64Array {
  return overPairs(forecast, truth, out, (x, y) => cross(x, y) - halfWithin(x) - halfWithin(y));
}
