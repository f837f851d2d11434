/**
 * How far apart targets must lie for their size, and how large they may be. A normal family's arithmetic
 * knows only differences; what limits it is the file's numbers themselves, as doubles hold them. A
 * log-normal's score in units of the spread is a difference of terms as large as size/spread, in 32 bits
 * while it trains (docs/formulas.md).
 */
import { powerOfTwo, sizeOf } from '#lib/crps/index.ts';

/** A log-normal target's spread is at least this share of its size: validation scores are then off by 3e-5 at most. */
export const NARROWEST = 1e-3;
/** Of training rows alone, which may happen to be narrower than the column: off by 1e-4. */
export const NARROWEST_TRAINED = 1e-4;
/** Doubles of the target's size lie at most a 64th of its spread apart. */
const FEWEST_STEPS = 64;
/** Sums over all rows stay finite, and the narrowest forecast's width is no subnormal number. */
export const LARGEST = 1e303;
export const SMALLEST = 1e-303;

export interface TargetRange {
  /** The median. */
  readonly middle: number;
  /** Mean absolute deviation from the median. */
  readonly spread: number;
}

/** Of numbers in ascending order, of any size and offset. */
export function rangeOf(sorted: Float64Array): TargetRange {
  const count = sorted.length;
  const below = sorted[(count - 1) >> 1];
  const distances = sorted.map((y) => y - below);
  const half = distances[count >> 1] / 2;
  const size = sizeOf(distances);
  let sum = 0;
  for (const distance of distances) sum += Math.abs(distance - half) / size;
  return { middle: below + half, spread: size * (sum / count) };
}

/** How far apart doubles of that size lie. */
export function stepAt(value: number): number {
  return powerOfTwo(value) * Number.EPSILON;
}

/** Whether the numbers were rounded, as they were read, by more than their differences can bear. */
export function isRoundedAway({ middle, spread }: TargetRange): boolean {
  return spread < FEWEST_STEPS * stepAt(middle);
}
