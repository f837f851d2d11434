// The batched CRPS of mixtures that lie ready: row-major n × K, as #lib/crps's crpsBatch takes them.
import { lognormalScoreOf } from './crps-lognormal';
import { normalScoreOf } from './crps-normal';
import { MUS, SIGMAS, WEIGHTS } from './head';
import { column, loadMixtures } from './mixture-rows';

/** @param out one score a row, with room for whole groups of four; NaN where 32 bits do not do */
export function scoreMixtures(
  normal: i32, rows: i32, components: i32, y: usize, weights: usize, mus: usize, sigmas: usize,
  out: usize,
): void {
  const last: usize = rows - 1;
  for (let row: i32 = 0; row < rows; row += 4) {
    const first: usize = row;
    loadMixtures(components, first, last, weights, mus, sigmas, WEIGHTS, MUS, SIGMAS);
    const target = column(
      y, 4 * first, 4 * min(first + 1, last), 4 * min(first + 2, last), 4 * min(first + 3, last),
    );
    const score = normal
      ? normalScoreOf(components, target)
      : lognormalScoreOf(components, target);
    v128.store(out + 4 * row, score);
  }
}
