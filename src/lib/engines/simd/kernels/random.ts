// xoroshiro128+ and what is drawn from it, draw for draw as #lib/random and #lib/mdn do in TypeScript.
// A generator is its four words of state (stream.ts `streamState`).

/** Draws one word at a time; the state lives in locals between `load` and `save`. */
let s01: i32 = 0;
let s00: i32 = 0;
let s11: i32 = 0;
let s10: i32 = 0;

@inline function read(state: usize): void {
  s01 = load<i32>(state, 0);
  s00 = load<i32>(state, 4);
  s11 = load<i32>(state, 8);
  s10 = load<i32>(state, 12);
}

@inline function write(state: usize): void {
  store<i32>(state, s01, 0);
  store<i32>(state, s00, 4);
  store<i32>(state, s11, 8);
  store<i32>(state, s10, 12);
}

@inline function next(): i32 {
  const out = s00 + s10;
  const a0 = s10 ^ s00;
  const a1 = s11 ^ s01;
  const b0 = s00;
  const b1 = s01;
  s00 = (b0 << 24) ^ (b1 >>> 8) ^ a0 ^ (a0 << 16);
  s01 = (b1 << 24) ^ (b0 >>> 8) ^ a1 ^ ((a1 << 16) | (a0 >>> 16));
  s10 = (a1 << 5) ^ (a0 >>> 27);
  s11 = (a0 << 5) ^ (a1 >>> 27);
  return out;
}

/** Fisher–Yates of `count` words at `order` (#lib/random/shuffle.ts). */
export function shuffle(state: usize, order: usize, count: i32): void {
  read(state);
  for (let i: i32 = count - 1; i > 0; i--) {
    const high = <f64>(next() & 0x3ffffff);
    const low = <f64>(next() & 0x7ffffff);
    const uniform = high * 1.4901161193847656e-8 + low * 11102230246251565e-32;
    const at = order + 4 * <i32>Math.floor(uniform * <f64>(i + 1));
    const held = load<i32>(order + 4 * i);
    store<i32>(order + 4 * i, load<i32>(at));
    store<i32>(at, held);
  }
  write(state);
}

/** A dropout mask of rows × units (#lib/mdn/dropout.ts), laid in panels of 8 rows: [row/8][unitsPadded][8]. */
export function dropoutMask(
  state: usize,
  mask: usize,
  rows: i32,
  units: i32,
  unitsPadded: i32,
  threshold: i32,
  kept: f32,
): void {
  read(state);
  const count = rows * units;
  let row: i32 = 0;
  let unit: i32 = 0;
  let bits: i32 = 0;
  for (let i: i32 = 0; i < count; i++) {
    bits = i & 1 ? bits >>> 16 : next();
    const at = mask + 4 * (((row >> 3) * unitsPadded + unit) * 8 + (row & 7));
    store<f32>(at, (bits & 0xffff) < threshold ? 0 : kept);
    if (++unit === units) {
      unit = 0;
      row++;
    }
  }
  write(state);
}
