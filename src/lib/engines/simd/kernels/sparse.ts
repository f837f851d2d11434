// The first layer's products where most inputs are zero, as one-hot categories are: each row brings the
// list of its inputs that are not. What is skipped would have added zero, so the sums are the same bits.
//
// `starts` holds each row's address of its entries, and one more; an entry is the input's place in a block
// of weights, 16·i bytes, and its value.
import * as C from './constants';
import { k } from './math';
import { rowAt, storeTransposed } from './passes';

@inline function relu4(z: v128, relu: bool): v128 {
  return relu ? f32x4.pmax(z, k(C.ZERO)) : z;
}

/** @param turned room for the layer's outputs, [panel][units/4][8 rows][4 units] */
export function forwardSparse(
  starts: usize, order: usize, first: i32, rows: i32, w: usize, b: usize, z: usize, turned: usize,
  inputs: i32, outputs: i32, relu: bool,
): void {
  const stride: usize = 16 * inputs;
  const panel: usize = 32 * outputs;
  const blocks: i32 = outputs >> 2;
  const padded = (rows + 7) & ~7;
  for (let row: i32 = 0; row < padded; row++) {
    const at = rowAt(starts, order, first + min(row, rows - 1), 4);
    const begin = load<usize>(at);
    const end = load<usize>(at, 4);
    let to = turned + panel * (row >> 3) + 16 * (row & 7);
    let block = w;
    let bias = b;
    let left = blocks;
    for (; left >= 4; left -= 4) {
      let a0 = v128.load(bias);
      let a1 = v128.load(bias, 16);
      let a2 = v128.load(bias, 32);
      let a3 = v128.load(bias, 48);
      for (let e = begin; e < end; e += 8) {
        let p = block + load<usize>(e);
        const x = v128.load_splat<f32>(e, 4);
        a0 = f32x4.add(a0, f32x4.mul(x, v128.load(p)));
        p += stride;
        a1 = f32x4.add(a1, f32x4.mul(x, v128.load(p)));
        p += stride;
        a2 = f32x4.add(a2, f32x4.mul(x, v128.load(p)));
        p += stride;
        a3 = f32x4.add(a3, f32x4.mul(x, v128.load(p)));
      }
      v128.store(to, relu4(a0, relu));
      v128.store(to, relu4(a1, relu), 128);
      v128.store(to, relu4(a2, relu), 256);
      v128.store(to, relu4(a3, relu), 384);
      to += 512;
      bias += 64;
      block += 4 * stride;
    }
    for (; left > 0; left--) {
      let a = v128.load(bias);
      for (let e = begin; e < end; e += 8) {
        a = f32x4.add(
          a, f32x4.mul(v128.load_splat<f32>(e, 4), v128.load(block + load<usize>(e))),
        );
      }
      v128.store(to, relu4(a, relu));
      to += 128;
      bias += 16;
      block += stride;
    }
  }
  const bytes = panel * (padded >> 3);
  for (let at: usize = 0; at < bytes; at += 128) {
    const from = turned + at;
    const to = z + at;
    storeTransposed(
      v128.load(from), v128.load(from, 16), v128.load(from, 32), v128.load(from, 48), to, 32,
    );
    storeTransposed(
      v128.load(from, 64), v128.load(from, 80), v128.load(from, 96), v128.load(from, 112),
      to + 16, 32,
    );
  }
}

/** Adds to the weights' gradient, zeroed first unless `accumulate`. @param turned slopes */
export function weightGradientSparse(
  starts: usize, order: usize, first: i32, rows: i32, turned: usize, g: usize,
  inputs: i32, outputs: i32, accumulate: bool,
): void {
  const stride: usize = 16 * inputs;
  const panel: usize = 32 * outputs;
  if (!accumulate) memory.fill(g, 0, 4 * inputs * outputs);
  for (let row: i32 = 0; row < rows; row++) {
    const at = rowAt(starts, order, first + row, 4);
    const begin = load<usize>(at);
    const end = load<usize>(at, 4);
    const from = turned + panel * (row >> 3) + 16 * (row & 7);
    const last = from + panel;
    for (let e = begin; e < end; e += 8) {
      const x = v128.load_splat<f32>(e, 4);
      let to = g + load<usize>(e);
      for (let t = from; t < last; t += 128) {
        v128.store(to, f32x4.add(v128.load(to), f32x4.mul(x, v128.load(t))));
        to += stride;
      }
    }
  }
}
