import { sizeOf } from '#lib/crps/index.ts';

/**
 * The forecast that knows no inputs: the distribution of the training targets, the same for every row.
 * Its score is what a model has to beat.
 */

/**
 * Mean CRPS of the empirical distribution of `training` over `outcomes`, exact, in the unit of both:
 * (1/n) Σ |xᵢ − y| − (1/2n²) ΣΣ |xᵢ − xⱼ|, from sorted values and their running sums in
 * O((n + m) log n). NaN if either is empty.
 */
export function climatologyCrps(training: ArrayLike<number>, outcomes: ArrayLike<number>): number {
  const n = training.length;
  if (n === 0 || outcomes.length === 0) return NaN;
  const sorted = Float64Array.from(training).sort();
  // Sums are taken about the middle value, in units of the farthest: far from zero, digits are kept, and
  // sums of very large numbers stay finite.
  const origin = sorted[n >> 1];
  const gaps = Float64Array.from(outcomes, (outcome) => outcome - origin);
  const size = Math.max(sizeOf(gaps), sizeOf([sorted[0] - origin, sorted[n - 1] - origin]));
  const sumsBelow = new Float64Array(n + 1);
  let weighted = 0;
  for (let i = 0; i < n; i++) {
    const x = (sorted[i] - origin) / size;
    sumsBelow[i + 1] = sumsBelow[i] + x;
    weighted += (2 * i - n + 1) * x;
  }
  const halfSpread = weighted / n / n;

  let sum = 0;
  for (let row = 0; row < outcomes.length; row++) {
    const y = gaps[row] / size;
    const below = countBelow(sorted, outcomes[row]);
    sum += ((2 * below - n) * y + sumsBelow[n] - 2 * sumsBelow[below]) / n - halfSpread;
  }
  return size * (sum / outcomes.length);
}

/** How many of the ascending values are at most x. */
function countBelow(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 1 for a perfect forecast, 0 for one no better than climatology, negative for worse. */
export function skillScore(crps: number, climatology: number): number {
  return 1 - crps / climatology;
}
