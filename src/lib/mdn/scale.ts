/**
 * How the target is brought to order one before the network sees it, from the training rows only.
 *
 * A log-normal target is z = (ln y − mean)/sd, a normal one z = (y − mean)/sd, mean and sd (population)
 * those of the training rows' ln y or y. The head speaks in z; mus = mean + sd·muStd, sigmas = sd·sigmaStd.
 * The CRPS as a loss is divided by `unit`, the mean absolute deviation from the training median: the
 * score of the best single number, so that the loss and its gradients are of order one in any unit.
 */
import ln from '@stdlib/math-base-special-ln';
import type { Family } from './network.ts';

export interface TargetScale {
  readonly family: Family;
  readonly mean: number;
  readonly sd: number;
  /** In the target's unit. */
  readonly unit: number;
}

/** What a log-normal's z is for y ≤ 0, where ln y does not exist: so far below that every cdf there is 0. */
export const BELOW_ALL = -1e4;

/**
 * @param targets training targets in their own unit, already less their shift
 * @throws RangeError where there is none, one is not finite, or (log-normal) one is not positive, or all are equal
 */
export function scaleOf(family: Family, targets: Float64Array): TargetScale {
  const count = targets.length;
  if (count === 0) throw new RangeError('There are no training rows; use a smaller split.');
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const y = targets[i];
    if (!Number.isFinite(y) || (family === 'lognormal' && y <= 0)) {
      const expected = family === 'lognormal' ? 'positive' : 'finite';
      const remedy = family === 'lognormal' ? ' Shift the target or choose the normal family.' : '';
      throw new RangeError(
        `A ${family} target must be ${expected}; training row ${i + 1} has ${y}.${remedy}`,
      );
    }
    values[i] = family === 'lognormal' ? ln(y) : y;
  }
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / count;
  let squares = 0;
  for (const value of values) squares += (value - mean) * (value - mean);
  const sd = Math.sqrt(squares / count);

  const sorted = Float64Array.from(targets).sort();
  const median = (sorted[(count - 1) >> 1] + sorted[count >> 1]) / 2;
  let deviations = 0;
  for (const y of sorted) deviations += Math.abs(y - median);
  const unit = deviations / count;
  if (!(sd > 0 && unit > 0)) {
    throw new RangeError(`All training targets are ${targets[0]}: there is nothing to learn.`);
  }
  return { family, mean, sd, unit };
}

/** Targets on the standardised scale; y ≤ 0 of a log-normal becomes `BELOW_ALL`. */
export function standardise(scale: TargetScale, targets: Float64Array): Float64Array {
  const { family, mean, sd } = scale;
  return targets.map((y) => {
    if (family === 'normal') return (y - mean) / sd;
    return y > 0 ? (ln(y) - mean) / sd : BELOW_ALL;
  });
}

/** Quantiles (k + ½)/K of the standardised training targets: where the K initial means lie. */
export function spreadOf(standardised: Float64Array, components: number): Float64Array {
  const sorted = Float64Array.from(standardised).sort();
  return Float64Array.from({ length: components }, (_, k) => {
    const place = Math.min(
      Math.max(((k + 0.5) / components) * sorted.length - 0.5, 0),
      sorted.length - 1,
    );
    const below = Math.floor(place);
    const above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  });
}
