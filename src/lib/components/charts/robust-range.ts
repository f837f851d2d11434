import { sortedQuantile } from '#lib/experiment/quantiles.ts';
import type { Range } from './steady-range.ts';

/** Interquartile ranges beyond the quartiles that still belong: eight keeps a second mode in sight, and drops the diverged. */
const REACH = 8;
/** A group whose median is more than this many times the best one's is out of sight. */
const WORSE = 5;
/** From so few values no quartile is known: up to twice the middle one belongs. */
const FEW = 5;

function fences(ascending: Float64Array): Range {
  if (ascending.length < FEW) {
    const middle = ascending[(ascending.length - 1) >> 1];
    return { min: middle - Math.abs(middle), max: middle + Math.abs(middle) };
  }
  const lower = sortedQuantile(ascending, 0.25);
  const upper = sortedQuantile(ascending, 0.75);
  const spread = Math.max(upper - lower, 0.001 * Math.abs(upper));
  return { min: lower - REACH * spread, max: upper + REACH * spread };
}

/**
 * The range of the values worth an axis: of each group those near its quartiles, and of the groups
 * those not hopelessly worse than the best, so that a diverged replicate does not flatten the rest.
 *
 * @param groups the scores of each variant; NaN and ±∞ are passed over
 * @returns the range, of real values; null where no value is finite
 */
export function robustRange(groups: readonly (readonly number[] | Float64Array)[]): Range | null {
  const sorted = groups
    .map((group) => Float64Array.from(group).filter(Number.isFinite).sort())
    .filter((group) => group.length > 0);
  if (sorted.length === 0) return null;
  const medians = sorted.map((group) => group[(group.length - 1) >> 1]);
  const best = Math.min(...medians);
  let min = Infinity;
  let max = -Infinity;
  sorted.forEach((group, index) => {
    if (best > 0 && medians[index] > WORSE * best) return;
    const fence = fences(group);
    for (const value of group) {
      if (value < fence.min || value > fence.max) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  });
  return { min, max };
}
