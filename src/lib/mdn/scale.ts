/**
 * How the target is brought to order one before the network sees it, from the training rows only.
 *
 * First the target's own size is taken off, in a step that rounds nothing: a normal's middle training
 * target is subtracted, a log-normal is divided by a power of two. Then z = (y − origin − mean)/sd, or
 * z = (ln(y/origin) − mean)/sd, with mean and sd (population) those of the training rows. The head speaks
 * in z, and so do the kernels: a target that is shifted (normal) or multiplied by a power of two, such that
 * doubles hold the result exactly, trains to the same bits (docs/formulas.md).
 * The CRPS as a loss is divided by `unit`, the mean absolute deviation from the training median: the
 * score of the best single number, so that the loss and its gradients are of order one in any unit.
 */
import ln from '@stdlib/math-base-special-ln';
import { powerOfTwo, sizeOf } from '#lib/crps/index.ts';
import { NARROWEST_TRAINED, rangeOf } from '#lib/data/targetRange.ts';
import type { Family } from './network.ts';

export interface TargetScale {
  readonly family: Family;
  /** What a normal's target is less, and what a log-normal's is divided by; in the target's unit. */
  readonly origin: number;
  /** Of y − origin in the target's unit, or of ln(y/origin). */
  readonly mean: number;
  readonly sd: number;
  /** In the target's unit. */
  readonly unit: number;
}

/** What a log-normal's z is for y ≤ 0, where ln y does not exist: so far below that every cdf there is 0. */
export const BELOW_ALL = -1e4;

/**
 * @param targets training targets in their own unit, already less their shift
 * @throws RangeError where there is none, one is not finite, all are equal, or (log-normal) one is not
 * positive, or their spread is too narrow for their size (#lib/data/targetRange.ts)
 */
export function scaleOf(family: Family, targets: Float64Array): TargetScale {
  const count = targets.length;
  if (count === 0) throw new RangeError('There are no training rows; use a smaller split.');
  for (let i = 0; i < count; i++) {
    const y = targets[i];
    if (!Number.isFinite(y) || (family === 'lognormal' && y <= 0)) {
      const expected = family === 'lognormal' ? 'positive' : 'finite';
      const remedy = family === 'lognormal' ? ' Shift the target or choose the normal family.' : '';
      throw new RangeError(
        `A ${family} target must be ${expected}; training row ${i + 1} has ${y}.${remedy}`,
      );
    }
  }
  const sorted = Float64Array.from(targets).sort();
  const middle = sorted[(count - 1) >> 1];
  const origin = family === 'normal' ? middle : powerOfTwo(middle);
  const { mean, sd } = momentsOf(targets.map((y) => fromOrigin(family, origin, y)));
  const { spread: unit } = rangeOf(sorted);
  if (!(sd > 0 && unit > 0)) {
    throw new RangeError(`All training targets are ${targets[0]}: there is nothing to learn.`);
  }
  if (family === 'lognormal' && unit < NARROWEST_TRAINED * middle) {
    throw new RangeError(
      `The training targets vary by ${unit} about ${middle}, which is too little for a log-normal. Shift the target or choose the normal family.`,
    );
  }
  return { family, origin, mean, sd, unit };
}

/** y > 0 for a log-normal. */
function fromOrigin(family: Family, origin: number, y: number): number {
  if (family === 'normal') return y - origin;
  const ratio = y / origin;
  // Beyond doubles only where targets lie three hundred powers of ten apart.
  return ratio > 1e-300 && ratio < Infinity ? ln(ratio) : ln(y) - ln(origin);
}

/** Mean and population standard deviation of numbers of any size. */
function momentsOf(values: Float64Array): { mean: number; sd: number } {
  const size = sizeOf(values);
  let sum = 0;
  for (const value of values) sum += value / size;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value / size - mean) * (value / size - mean);
  return { mean: size * mean, sd: size * Math.sqrt(squares / values.length) };
}

/** Targets on the standardised scale; y ≤ 0 of a log-normal becomes `BELOW_ALL`. */
export function standardise(scale: TargetScale, targets: Float64Array): Float64Array {
  const { family, origin, mean, sd } = scale;
  return targets.map((y) =>
    family === 'normal' || y > 0 ? (fromOrigin(family, origin, y) - mean) / sd : BELOW_ALL,
  );
}

/** z = 0 as a double: the mean of the training targets, or of their logarithms. */
export function middleOf({ family, origin, mean }: TargetScale): number {
  return family === 'normal' ? origin + mean : ln(origin) + mean;
}

/** Targets in units for the CRPS as a loss; a normal's less its mean, so that 32 bits hold their digits. */
export function inUnits(scale: TargetScale, targets: Float64Array): Float64Array {
  const { family, origin, mean, unit } = scale;
  return targets.map((y) => (family === 'normal' ? (y - origin - mean) / unit : y / unit));
}

/** ln of a log-normal's middle in units. */
export function levelInUnits({ origin, mean, unit }: TargetScale): number {
  return mean - ln(unit / origin);
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
