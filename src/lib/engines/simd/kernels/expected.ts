// Scores without sampling noise, where the truth is known: #lib/crps's expectedCrps and oracleCrps in 32
// bits, in units of e^level with the level of the truth's first component.
//
//   E CRPS(F, Y) = Σ w_i v_j E|X_i − Y_j| − Σ w_i² M_i·erf(s_i/2) − Σ_{i<j} w_i w_j E|X_i − X_j|,  Y ~ G
//   E CRPS(G, Y) = Σ v_i² M_i·erf(s_i/2) + Σ_{i<j} v_i v_j E|Y_i − Y_j|
import * as C from './constants';
import { pairTerm4 } from './lognormal-pair';
import { erfBottom4, erfTop4, exp4, k } from './math';
import { loadMixtures } from './mixture-rows';

const PLACE: i32 = 20 * 16;
// Of the forecast, and of the truth: weights, levels, widths, means.
const F_WEIGHTS: usize = memory.data(PLACE, 16);
const F_LEVELS: usize = memory.data(PLACE, 16);
const F_WIDTHS: usize = memory.data(PLACE, 16);
const F_MEANS: usize = memory.data(PLACE, 16);
const G_WEIGHTS: usize = memory.data(PLACE, 16);
const G_LEVELS: usize = memory.data(PLACE, 16);
const G_WIDTHS: usize = memory.data(PLACE, 16);
const G_MEANS: usize = memory.data(PLACE, 16);

/** Up to this width the plain form loses nothing to cancellation. */
const WIDEST: f32 = 1.25;
/** Beyond ± this a mean is not to be told in units of the truth's. */
const LARGEST_EXPONENT: f32 = 25;
/** Below this share of the unit a score is too small a difference for 32 bits to hold within 1e-5. */
const SMALLEST: f32 = 0.02;

/** Turns mus into levels in units, and adds the means. @returns the lanes that 32 bits can do */
@inline function settle(components: i32, unit: v128, levels: usize, widths: usize, means: usize): v128 {
  const end: usize = 16 * components;
  let fits = i32x4.splat(-1);
  for (let i: usize = 0; i < end; i += 16) {
    const s = v128.load(widths + i);
    const level = f32x4.sub(v128.load(levels + i), unit);
    const exponent = f32x4.add(level, f32x4.mul(k(C.HALF), f32x4.mul(s, s)));
    fits = v128.and(fits, f32x4.le(s, f32x4.splat(WIDEST)));
    fits = v128.and(fits, f32x4.lt(f32x4.abs(exponent), f32x4.splat(LARGEST_EXPONENT)));
    v128.store(levels + i, level);
    v128.store(means + i, exp4(exponent));
  }
  return fits;
}

@inline function halfWithin(components: i32, weights: usize, levels: usize, widths: usize, means: usize): v128 {
  const end: usize = 16 * components;
  let value = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const s = v128.load(widths + i);
    const weight = v128.load(weights + i);
    const level = v128.load(levels + i);
    const mean = v128.load(means + i);
    const square = f32x4.mul(s, s);
    const c = f32x4.mul(k(C.HALF), s);
    const cc = f32x4.mul(c, c);
    const own = f32x4.div(erfTop4(c, cc), erfBottom4(cc));
    let part = f32x4.mul(f32x4.mul(weight, mean), own);
    for (let j: usize = 0; j < i; j += 16) {
      const pair = pairTerm4(
        level, square, mean, v128.load(levels + j), v128.load(widths + j), v128.load(means + j),
      );
      part = f32x4.add(part, f32x4.mul(v128.load(weights + j), pair));
    }
    value = f32x4.add(value, f32x4.mul(weight, part));
  }
  return value;
}

@inline function across(forecasts: i32, truths: i32): v128 {
  const end: usize = 16 * forecasts;
  const truthsEnd: usize = 16 * truths;
  let value = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const s = v128.load(F_WIDTHS + i);
    const square = f32x4.mul(s, s);
    const level = v128.load(F_LEVELS + i);
    const mean = v128.load(F_MEANS + i);
    let part = f32x4.splat(0);
    for (let j: usize = 0; j < truthsEnd; j += 16) {
      const pair = pairTerm4(
        level, square, mean, v128.load(G_LEVELS + j), v128.load(G_WIDTHS + j), v128.load(G_MEANS + j),
      );
      part = f32x4.add(part, f32x4.mul(v128.load(G_WEIGHTS + j), pair));
    }
    value = f32x4.add(value, f32x4.mul(v128.load(F_WEIGHTS + i), part));
  }
  return value;
}

@inline function told(value: v128, unit: v128, fits: v128): v128 {
  const known = v128.and(fits, f32x4.gt(value, f32x4.splat(SMALLEST)));
  const small = f32x4.lt(f32x4.abs(unit), f32x4.splat(LARGEST_EXPONENT));
  return v128.bitselect(f32x4.mul(value, exp4(unit)), f32x4.splat(NaN), v128.and(known, small));
}

/** @param out one score a row, with room for whole groups of four; NaN where 32 bits do not do */
export function expectedOfMixtures(
  rows: i32, forecasts: i32, weights: usize, mus: usize, sigmas: usize,
  truths: i32, trueWeights: usize, trueMus: usize, trueSigmas: usize, out: usize,
): void {
  const last: usize = rows - 1;
  for (let row: i32 = 0; row < rows; row += 4) {
    loadMixtures(forecasts, row, last, weights, mus, sigmas, F_WEIGHTS, F_LEVELS, F_WIDTHS);
    loadMixtures(truths, row, last, trueWeights, trueMus, trueSigmas, G_WEIGHTS, G_LEVELS, G_WIDTHS);
    const unit = v128.load(G_LEVELS);
    const fits = v128.and(
      settle(forecasts, unit, F_LEVELS, F_WIDTHS, F_MEANS),
      settle(truths, unit, G_LEVELS, G_WIDTHS, G_MEANS),
    );
    const value = f32x4.sub(
      across(forecasts, truths), halfWithin(forecasts, F_WEIGHTS, F_LEVELS, F_WIDTHS, F_MEANS),
    );
    v128.store(out + 4 * row, told(value, unit, fits));
  }
}

/** The same for the truth as its own forecast. */
export function oracleOfMixtures(
  rows: i32, truths: i32, weights: usize, mus: usize, sigmas: usize, out: usize,
): void {
  const last: usize = rows - 1;
  for (let row: i32 = 0; row < rows; row += 4) {
    loadMixtures(truths, row, last, weights, mus, sigmas, G_WEIGHTS, G_LEVELS, G_WIDTHS);
    const unit = v128.load(G_LEVELS);
    const fits = settle(truths, unit, G_LEVELS, G_WIDTHS, G_MEANS);
    const value = halfWithin(truths, G_WEIGHTS, G_LEVELS, G_WIDTHS, G_MEANS);
    v128.store(out + 4 * row, told(value, unit, fits));
  }
}
