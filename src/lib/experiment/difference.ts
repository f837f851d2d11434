/** Is one variant better than another, and by how much: the second's scores less the first's. */
import { sizeOf } from '#lib/crps/index.ts';
import { type Interval, tInterval } from './interval.ts';
import { meanOf, standardDeviation } from './statistics.ts';

export interface Difference {
  /** Pairs, or for an unpaired difference the scores of both together. */
  readonly n: number;
  /** Mean of second − first: below zero, the second variant is better. */
  readonly mean: number;
  /** 95 %; null where a sample is too small to say. An interval without zero is a difference. */
  readonly interval: Interval | null;
}

/**
 * Difference of scores paired by replicate: replicate k of two variants saw the same shuffles, so what
 * they share cancels. Arrays are indexed by replicate; null (or a missing entry) is a replicate that
 * has not finished, and its pair is left out. Null without any pair.
 */
export function pairedDifference(
  first: readonly (number | null | undefined)[],
  second: readonly (number | null | undefined)[],
): Difference | null {
  const differences: number[] = [];
  for (let k = 0; k < Math.min(first.length, second.length); k++) {
    const a = first[k];
    const b = second[k];
    if (typeof a === 'number' && typeof b === 'number') differences.push(b - a);
  }
  const n = differences.length;
  if (n === 0) return null;
  const mean = meanOf(differences);
  const spread = standardDeviation(differences);
  const interval = spread === null ? null : tInterval(mean, spread / Math.sqrt(n), n - 1);
  return { n, mean, interval };
}

/**
 * Difference of two independent samples that may differ in spread (Welch 1947, degrees of freedom by
 * Welch and Satterthwaite): for variants whose replicates cannot be paired. Null if one is empty.
 */
export function welchDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): Difference | null {
  const n = first.length + second.length;
  if (first.length === 0 || second.length === 0) return null;
  const mean = meanOf(second) - meanOf(first);
  const spreads = [standardDeviation(first), standardDeviation(second)];
  if (spreads[0] === null || spreads[1] === null) return { n, mean, interval: null };
  const size = sizeOf([spreads[0], spreads[1]]);
  const a = (spreads[0] / size) ** 2 / first.length;
  const b = (spreads[1] / size) ** 2 / second.length;
  // Two samples without any spread have a certain difference, at the fewer degrees of freedom.
  const degrees =
    a + b > 0
      ? (a + b) ** 2 / (a ** 2 / (first.length - 1) + b ** 2 / (second.length - 1))
      : Math.min(first.length, second.length) - 1;
  return { n, mean, interval: tInterval(mean, size * Math.sqrt(a + b), degrees) };
}
