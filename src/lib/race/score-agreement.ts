import type { LaneScore } from './contest.ts';

/**
 * Holds a lane's scores to the exact ones.
 * @param scores one a row, NaN where the lane did not come to the row
 */
export function scoreAgreement(
  scores: Float64Array,
  exact: Float64Array,
  tolerance: number,
): LaneScore {
  let rows = 0;
  let apart = 0;
  let beyond = 0;
  let sum = 0;
  let exactSum = 0;
  for (let row = 0; row < exact.length; row++) {
    if (Number.isNaN(scores[row])) continue;
    const difference = Math.abs(scores[row] - exact[row]);
    rows++;
    apart = Math.max(apart, difference);
    if (!(difference <= tolerance)) beyond++;
    sum += scores[row];
    exactSum += exact[row];
  }
  return { rows, apart, beyond, tolerance, mean: sum / rows, exactMean: exactSum / rows };
}
