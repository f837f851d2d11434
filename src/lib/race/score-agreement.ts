import type { LaneScore } from './contest.ts';

/**
 * Holds a lane's scores to the exact ones, and to what its rule gives when it is applied apart from the
 * race: a loop whose quadrature steps over a narrow forecast is not broken, it misses.
 * @param scores one a row, NaN where the lane did not come to the row
 * @param byRule what the lane's method gives for each row; the exact scores where it is exact
 */
export function scoreAgreement(
  scores: Float64Array,
  exact: Float64Array,
  byRule: Float64Array,
  tolerance: number,
): LaneScore {
  let rows = 0;
  let apart = 0;
  let beyond = 0;
  let unexplained = 0;
  for (let row = 0; row < exact.length; row++) {
    if (Number.isNaN(scores[row])) continue;
    const difference = Math.abs(scores[row] - exact[row]);
    rows++;
    apart = Math.max(apart, difference);
    if (difference <= tolerance) continue;
    beyond++;
    if (!(Math.abs(scores[row] - byRule[row]) <= tolerance)) unexplained++;
  }
  return { rows, apart, beyond, unexplained, tolerance };
}
