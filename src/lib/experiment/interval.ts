import tQuantile from '@stdlib/stats-base-dists-t-quantile';

/** A two-sided 95 % confidence interval. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

export const CONFIDENCE = 0.95;

/**
 * Student's interval of an estimate. Null where nothing is known about its spread: no degree of
 * freedom, or a standard error that is not a number.
 */
export function tInterval(
  estimate: number,
  standardError: number,
  degreesOfFreedom: number,
): Interval | null {
  if (!(degreesOfFreedom > 0) || !Number.isFinite(standardError)) return null;
  const half = standardError * tQuantile(1 - (1 - CONFIDENCE) / 2, degreesOfFreedom);
  return { lower: estimate - half, upper: estimate + half };
}
