/** The digits of a study's scores and differences, the same wherever they are shown: page, chart, file, terminal. */
import { digitsOf, type Digits } from '#lib/format/digits.ts';
import type { Difference } from './difference.ts';
import type { Interval } from './interval.ts';

interface Mean {
  readonly mean: number;
  readonly interval: Interval | null;
}

function widthsOf(means: readonly Mean[]): number[] {
  return means.flatMap(({ interval }) => (interval ? [interval.upper - interval.lower] : []));
}

/**
 * Of scores that are compared: two digits of the narrowest interval.
 * @param scores of each variant; null where it has none yet
 */
export function scoreDigits(scores: readonly (Mean | null)[]): Digits {
  const known = scores.filter((score) => score !== null);
  // A variant that exploded does not set the scale of the others.
  const sizes = known.map(({ mean }) => Math.abs(mean)).filter((size) => size > 0);
  return digitsOf(sizes.length > 0 ? [Math.min(...sizes)] : [], widthsOf(known));
}

/**
 * Of one difference and its interval, which may be far narrower than those of the scores.
 * @param scores the digits of what is compared: its power of ten is kept where it suits
 */
export function differenceDigits(difference: Difference | null, scores: Digits): Digits {
  if (!difference) return scores;
  const { mean, interval } = difference;
  const ends = interval ? [interval.lower, interval.upper] : [];
  return digitsOf([mean, ...ends], widthsOf([difference]), scores);
}
