/** What is said about the scores of one variant's replicates. Values are finite; failed replicates are left out before. */
import { sizeOf } from '#lib/crps/index.ts';
import { type Interval, tInterval } from './interval.ts';
import { median, sampleQuantile } from './quantiles.ts';

/** Arithmetic mean; NaN for none. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Sample standard deviation (n − 1); null for fewer than two values. */
export function standardDeviation(values: ArrayLike<number>): number | null {
  if (values.length < 2) return null;
  const mean = meanOf(values);
  const deviations = Float64Array.from(values, (value) => value - mean);
  // Squares of very large or small scores would leave the range of doubles.
  const size = sizeOf(deviations);
  let squares = 0;
  for (const deviation of deviations) squares += (deviation / size) * (deviation / size);
  return size * Math.sqrt(squares / (values.length - 1));
}

/** The mean's 95 % interval by Student's t; null for fewer than two values. */
export function meanInterval(values: ArrayLike<number>): Interval | null {
  const spread = standardDeviation(values);
  if (spread === null) return null;
  return tInterval(meanOf(values), spread / Math.sqrt(values.length), values.length - 1);
}

/**
 * `meanInterval` of scores. No score is below 0: an interval that reaches there rests on a symmetry that scores as
 * unequal as these do not have, and is none.
 */
function scoreInterval(scores: ArrayLike<number>): Interval | null {
  const interval = meanInterval(scores);
  return interval && interval.lower >= 0 ? interval : null;
}

/** Of scores, which are at least 0. */
export interface Summary {
  readonly n: number;
  readonly mean: number;
  /** 95 % interval of the mean; null for a single score, and where the scores are too few or too unequal for one. */
  readonly interval: Interval | null;
  /** Sample standard deviation; null for a single score. */
  readonly sd: number | null;
  readonly median: number;
  readonly quartiles: readonly [number, number];
  /** The lowest score, for lower is better. */
  readonly best: number;
  readonly worst: number;
}

/** Null where there is nothing to summarise. */
export function summarise(values: ArrayLike<number>): Summary | null {
  if (values.length === 0) return null;
  return {
    n: values.length,
    mean: meanOf(values),
    interval: scoreInterval(values),
    sd: standardDeviation(values),
    median: median(values),
    quartiles: [sampleQuantile(values, 0.25), sampleQuantile(values, 0.75)],
    best: sampleQuantile(values, 0),
    worst: sampleQuantile(values, 1),
  };
}
