// The head's loss over the rows of a chunk, whatever the family and the loss.
import { promoteHigh } from './adam';
import { lognormalLoss, lognormalScore } from './crps-lognormal';
import { normalLoss, normalScore } from './crps-normal';
import { largestOf, readPlaces, readWeights } from './head';
import { headOutputs, headSlopes, headStride } from './network';
import { nll } from './nll';

export const NLL: i32 = 0;
export const CRPS: i32 = 1;

let loss: i32 = 0;
let normal: bool = false;
let components: i32 = 1;

export function configureLoss(kind: i32, isNormal: i32, count: i32): void {
  loss = kind;
  normal = isNormal !== 0;
  components = count;
}

@inline function sumOf(v: v128): f64 {
  const sum = f64x2.add(f64x2.promote_low_f32x4(v), promoteHigh(v));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** All bits set in the lanes of rows that count. */
@inline function validLanes(left: i32): v128 {
  return i32x4.gt_s(i32x4.splat(left), i32x4(0, 1, 2, 3));
}

/**
 * Writes the gradient in the head's outputs. @param weight of a row @returns the sum of the rows' losses
 */
export function lossOfChunk(rows: i32, z: usize, y: usize, weight: f32): f64 {
  let total: f64 = 0;
  const stride = headStride();
  const lo = headOutputs(0, components);
  const mu = headOutputs(1, components);
  const si = headOutputs(2, components);
  const dl = headSlopes(0, components);
  const dm = headSlopes(1, components);
  const ds = headSlopes(2, components);
  const padded = (rows + 7) & ~7;
  for (let row: i32 = 0; row < padded; row += 4) {
    const valid = validLanes(rows - row);
    const share = v128.and(f32x4.splat(weight), valid);
    const at: usize = stride * (row >> 3) + 4 * (row & 4);
    const target = v128.load(z + 4 * row);
    let value: v128;
    if (loss === NLL) {
      value = nll(lo + at, mu + at, si + at, components, target, share, dl + at, dm + at, ds + at);
    } else {
      readWeights(lo + at, components, largestOf(lo + at, components));
      readPlaces(mu + at, si + at, components);
      value = normal
        ? normalLoss(components, target, share, dl + at, dm + at, ds + at)
        : lognormalLoss(
            components, target, v128.load(y + 4 * row), share, dl + at, dm + at, ds + at,
          );
    }
    total += sumOf(v128.and(value, valid));
  }
  return total;
}

/**
 * @param to each row's score, in units, with room for whole groups of eight; 0: not wanted
 * @returns the sum of the rows' CRPS, in units
 */
export function scoreOfChunk(rows: i32, z: usize, y: usize, to: usize): f64 {
  let total: f64 = 0;
  const stride = headStride();
  const padded = (rows + 7) & ~7;
  for (let row: i32 = 0; row < padded; row += 4) {
    const at: usize = stride * (row >> 3) + 4 * (row & 4);
    const logits = headOutputs(0, components) + at;
    readWeights(logits, components, largestOf(logits, components));
    readPlaces(headOutputs(1, components) + at, headOutputs(2, components) + at, components);
    const target = v128.load(z + 4 * row);
    const value = normal
      ? normalScore(components, target)
      : lognormalScore(components, target, v128.load(y + 4 * row));
    if (to) v128.store(to + 4 * row, value);
    total += sumOf(v128.and(value, validLanes(rows - row)));
  }
  return total;
}

/** The head's outputs [rows × 3K] of a chunk, row-major. */
export function copyOutputs(rows: i32, to: usize): void {
  const stride = headStride();
  for (let row: i32 = 0; row < rows; row++) {
    for (let part: i32 = 0; part < 3; part++) {
      const from = headOutputs(part, components) + stride * (row >> 3) + 4 * (row & 7);
      for (let i: i32 = 0; i < components; i++) {
        store<f32>(to, load<f32>(from + 32 * i));
        to += 4;
      }
    }
  }
}
