/** How good the predicted distributions of one replicate are, besides their CRPS. */
import { cramerDistance, excessCrps, mixtureDistribution } from '#lib/crps/index.ts';
import type { Part } from '#lib/data/dataset.ts';
import type { Truth } from '#lib/data/table.ts';
import type { Family } from '#lib/mdn/network.ts';
import type { Predictions } from './result.ts';
import { meanOf } from './statistics.ts';

export interface Diagnostics {
  /** Mean CRPS over the rows, in the target's unit. */
  readonly crps: number;
  /** Mean −ln f(y), f the density in the target's own unit. */
  readonly logScore: number;
  /** Share of rows inside the central 50 % and 90 % intervals. */
  readonly coverage50: number;
  readonly coverage90: number;
  /** F(y) of every row: uniform on 0 … 1 if the forecasts are calibrated. */
  readonly pit: Float64Array;
  /** Mean expected CRPS less the truth's own, in the target's unit; null where the truth is not known. */
  readonly excessCrps: number | null;
}

/**
 * @param predictions mixtures of the part's rows, in the unit of its targets
 * @throws RangeError if a mixture is not one (a sigma of zero, a NaN), or there are none or not as many
 * as rows
 */
export function diagnose(family: Family, predictions: Predictions, part: Part): Diagnostics {
  const { components, origin, crps } = predictions;
  if (part.count === 0 || crps.length !== part.count) {
    throw new RangeError(
      `Diagnostics need one prediction a row and a row at least; got ${crps.length} predictions for ${part.count} rows.`,
    );
  }
  const pit = new Float64Array(part.count);
  let logScore = 0;
  let inside50 = 0;
  let inside90 = 0;
  for (let row = 0; row < part.count; row++) {
    const forecast = mixtureOfRow(family, predictions, components, row);
    const outcome = part.targets[row] - origin;
    const level = forecast.cdf(outcome);
    pit[row] = level;
    logScore -= forecast.logDensity(outcome);
    if (level >= 0.25 && level <= 0.75) inside50++;
    if (level >= 0.05 && level <= 0.95) inside90++;
  }
  return {
    crps: meanOf(crps),
    logScore: logScore / part.count,
    coverage50: inside50 / part.count,
    coverage90: inside90 / part.count,
    pit,
    excessCrps: part.truth ? meanOf(excess(family, predictions, part.truth)) : null,
  };
}

/** Share of the PIT values in each of `bins` equal parts of 0 … 1; flat if calibrated. */
export function pitHistogram(pit: ArrayLike<number>, bins: number): Float64Array {
  const shares = new Float64Array(bins);
  for (let i = 0; i < pit.length; i++) {
    shares[Math.min(bins - 1, Math.floor(pit[i] * bins))] += 1 / pit.length;
  }
  return shares;
}

type Rows = Pick<Predictions, 'weights' | 'mus' | 'sigmas'> | Truth;

function mixtureOfRow(family: Family, rows: Rows, components: number, row: number) {
  const from = row * components;
  const to = from + components;
  return mixtureDistribution(
    family,
    rows.weights.subarray(from, to),
    rows.mus.subarray(from, to),
    rows.sigmas.subarray(from, to),
  );
}

/** The truth is a mixture of log-normals: forecasts of that family have a closed form, normal ones an integral. */
function excess(family: Family, predictions: Predictions, truth: Truth): Float64Array {
  if (family === 'lognormal') return excessCrps(predictions, truth);
  const mus = predictions.mus.map((mu) => mu + predictions.origin);
  return predictions.crps.map((crps, row) => {
    const forecast = mixtureOfRow(family, { ...predictions, mus }, predictions.components, row);
    const actual = mixtureOfRow('lognormal', truth, truth.components, row);
    return cramerDistance(forecast, actual, 1e-4 * crps + 1e-9).value;
  });
}
