// What lies between the products: gathering rows into panels of 8, activations, and their slopes.
import * as C from './constants';
import { exp4, k, tanh4 } from './math';

export const RELU: i32 = 0;
export const TANH: i32 = 1;
export const ELU: i32 = 2;

@inline function low(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 4, 1, 5);
}

@inline function high(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 2, 6, 3, 7);
}

@inline function lowPairs(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 0, 2);
}

@inline function highPairs(a: v128, b: v128): v128 {
  return v128.shuffle<i64>(a, b, 1, 3);
}

/** Stores the transpose of four vectors, `stride` bytes apart. */
@inline export function storeTransposed(
  a: v128, b: v128, c: v128, d: v128, to: usize, stride: usize,
): void {
  const ab = low(a, b);
  const cd = low(c, d);
  const ef = high(a, b);
  const gh = high(c, d);
  v128.store(to, lowPairs(ab, cd));
  v128.store(to + stride, highPairs(ab, cd));
  v128.store(to + 2 * stride, lowPairs(ef, gh));
  v128.store(to + 3 * stride, highPairs(ef, gh));
}

/**
 * Rows of `table` [… × width] into panels. @param order row numbers, or 0: the rows as they lie
 * @param width padded to a multiple of 4
 */
export function gatherRows(
  table: usize, order: usize, first: i32, rows: i32, width: i32, panels: usize,
): void {
  const bytes: usize = 4 * width;
  for (let row: i32 = 0; row < rows; row += 4) {
    // Beyond the last row its values are repeated: they are finite, and weigh nothing.
    const r0 = rowAt(table, order, first + row, bytes);
    const r1 = rowAt(table, order, first + min(row + 1, rows - 1), bytes);
    const r2 = rowAt(table, order, first + min(row + 2, rows - 1), bytes);
    const r3 = rowAt(table, order, first + min(row + 3, rows - 1), bytes);
    let to: usize = panels + 32 * width * (row >> 3) + 4 * (row & 4);
    for (let at: usize = 0; at < bytes; at += 16) {
      storeTransposed(
        v128.load(r0 + at), v128.load(r1 + at), v128.load(r2 + at), v128.load(r3 + at), to, 32,
      );
      to += 128;
    }
  }
}

@inline export function rowAt(table: usize, order: usize, at: i32, bytes: usize): usize {
  const row = order ? load<i32>(order + 4 * at) : at;
  return table + bytes * row;
}

/** One number a row, in the order of the panels. */
export function gatherValues(table: usize, order: usize, first: i32, rows: i32, to: usize): void {
  const padded = (rows + 7) & ~7;
  for (let i: i32 = 0; i < padded; i++) {
    const at = rowAt(table, order, first + min(i, rows - 1), 4);
    store<f32>(to + 4 * i, load<f32>(at));
  }
}

/** In place; relu is done by the product itself. */
export function activate(activation: i32, at: usize, bytes: usize): void {
  const end = at + bytes;
  if (activation === TANH) {
    for (; at < end; at += 16) v128.store(at, tanh4(v128.load(at)));
  } else if (activation === ELU) {
    for (; at < end; at += 16) {
      const z = v128.load(at);
      const below = f32x4.sub(exp4(f32x4.pmin(z, k(C.ZERO))), k(C.ONE));
      v128.store(at, v128.bitselect(z, below, f32x4.gt(z, k(C.ZERO))));
    }
  }
}

export function applyMask(active: usize, mask: usize, dropped: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(dropped + at, f32x4.mul(v128.load(active + at), v128.load(mask + at)));
  }
}

/** The activation's slope, told from its value. */
@inline function slope(activation: i32, a: v128): v128 {
  if (activation === RELU) return v128.and(f32x4.gt(a, k(C.ZERO)), k(C.ONE));
  if (activation === TANH) return f32x4.sub(k(C.ONE), f32x4.mul(a, a));
  return f32x4.add(f32x4.pmin(a, k(C.ZERO)), k(C.ONE));
}

/** d ← d · slope(active) · mask. @param mask 0: none */
export function throughActivation(
  activation: i32, d: usize, active: usize, mask: usize, bytes: usize,
): void {
  if (activation === RELU && !mask) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const on = f32x4.gt(v128.load(active + at), k(C.ZERO));
      v128.store(d + at, v128.and(v128.load(d + at), on));
    }
    return;
  }
  for (let at: usize = 0; at < bytes; at += 16) {
    let v = f32x4.mul(v128.load(d + at), slope(activation, v128.load(active + at)));
    if (mask) v = f32x4.mul(v, v128.load(mask + at));
    v128.store(d + at, v);
  }
}

/**
 * Each block of 4 units × 8 rows of d, turned: t[panel][units/4][8 rows][4 units]; and the sums over
 * rows added to the biases' gradient.
 */
export function turn(
  d: usize, t: usize, biases: usize, panels: i32, units: i32, accumulate: bool,
): void {
  const stride: usize = 32 * units;
  for (let block: usize = 0; block < stride; block += 128) {
    let sum = accumulate ? v128.load(biases) : f32x4.splat(0);
    let from = d + block;
    let to = t + block;
    for (let p: i32 = 0; p < panels; p++) {
      storeTransposed(
        v128.load(from), v128.load(from, 32), v128.load(from, 64), v128.load(from, 96), to, 16,
      );
      storeTransposed(
        v128.load(from, 16), v128.load(from, 48), v128.load(from, 80), v128.load(from, 112),
        to + 64, 16,
      );
      let a = f32x4.add(v128.load(to), v128.load(to, 16));
      let b = f32x4.add(v128.load(to, 32), v128.load(to, 48));
      const c = f32x4.add(v128.load(to, 64), v128.load(to, 80));
      const e = f32x4.add(v128.load(to, 96), v128.load(to, 112));
      a = f32x4.add(a, b);
      b = f32x4.add(c, e);
      sum = f32x4.add(sum, f32x4.add(a, b));
      from += stride;
      to += stride;
    }
    v128.store(biases, sum);
    biases += 16;
  }
}
