// The batched CRPS of mixtures that lie ready: row-major n × K, as #lib/crps's crpsBatch takes them.
import { lognormalScoreOf } from './crps-lognormal';
import { normalScoreOf } from './crps-normal';
import { MUS, SIGMAS, WEIGHTS } from './head';

/** Number `i` of four rows' mixtures. */
@inline function column(at: usize, r0: usize, r1: usize, r2: usize, r3: usize): v128 {
  let v = v128.load32_zero(at + r0);
  v = v128.load_lane<f32>(at + r1, v, 1);
  v = v128.load_lane<f32>(at + r2, v, 2);
  return v128.load_lane<f32>(at + r3, v, 3);
}

/** @param out one score a row; NaN where 32 bits do not do */
export function scoreMixtures(
  normal: i32, rows: i32, components: i32, y: usize, weights: usize, mus: usize, sigmas: usize,
  out: usize,
): void {
  const stride: usize = 4 * components;
  const last: usize = rows - 1;
  for (let row: i32 = 0; row < rows; row += 4) {
    const i0: usize = row;
    const i1: usize = min(i0 + 1, last);
    const i2: usize = min(i0 + 2, last);
    const i3: usize = min(i0 + 3, last);
    for (let k: i32 = 0; k < components; k++) {
      const at: usize = 4 * k;
      const to: usize = 16 * k;
      const r0 = stride * i0;
      const r1 = stride * i1;
      const r2 = stride * i2;
      const r3 = stride * i3;
      v128.store(WEIGHTS + to, column(weights + at, r0, r1, r2, r3));
      v128.store(MUS + to, column(mus + at, r0, r1, r2, r3));
      v128.store(SIGMAS + to, column(sigmas + at, r0, r1, r2, r3));
    }
    const target = column(y, 4 * i0, 4 * i1, 4 * i2, 4 * i3);
    const score = normal
      ? normalScoreOf(components, target)
      : lognormalScoreOf(components, target);
    // Room for whole groups of four rows is the caller's to give.
    v128.store(out + 4 * row, score);
  }
}
