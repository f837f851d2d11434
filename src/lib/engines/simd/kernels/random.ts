// xoroshiro128+ and what is drawn from it, draw for draw as #lib/random and #lib/mdn do in TypeScript.
// A generator is its four words of state (stream.ts `streamState`): two numbers of 64 bits, high word first.
//
// A draw is the low word of their sum; both functions below step the state in locals, because globals
// would go through memory.

@inline function word(state: usize, high: usize): u64 {
  return (<u64>load<u32>(state + high) << 32) | load<u32>(state + high, 4);
}

@inline function keep(state: usize, s0: u64, s1: u64): void {
  store<u32>(state, <u32>(s0 >> 32));
  store<u32>(state, <u32>s0, 4);
  store<u32>(state, <u32>(s1 >> 32), 8);
  store<u32>(state, <u32>s1, 12);
}

@inline function first(s0: u64, s1: u64): u64 {
  const mixed = s1 ^ s0;
  return rotl<u64>(s0, 24) ^ mixed ^ (mixed << 16);
}

@inline function second(s0: u64, s1: u64): u64 {
  return rotl<u64>(s1 ^ s0, 37);
}

/** Fisher–Yates of `count` words at `order` (#lib/random/shuffle.ts). */
export function shuffle(state: usize, order: usize, count: i32): void {
  let s0 = word(state, 0);
  let s1 = word(state, 8);
  for (let i: i32 = count - 1; i > 0; i--) {
    const high = <f64>(<i32>(s0 + s1) & 0x3ffffff);
    let next = first(s0, s1);
    s1 = second(s0, s1);
    s0 = next;
    const low = <f64>(<i32>(s0 + s1) & 0x7ffffff);
    next = first(s0, s1);
    s1 = second(s0, s1);
    s0 = next;
    const uniform = high * 1.4901161193847656e-8 + low * 11102230246251565e-32;
    const at = order + 4 * <i32>Math.floor(uniform * <f64>(i + 1));
    const held = load<i32>(order + 4 * i);
    store<i32>(order + 4 * i, load<i32>(at));
    store<i32>(at, held);
  }
  keep(state, s0, s1);
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
  let s0 = word(state, 0);
  let s1 = word(state, 8);
  let bits: i32 = 0;
  // Units of a row follow those of the row before: with an odd number, a draw's halves fall in two rows.
  let spare = false;
  for (let row: i32 = 0; row < rows; row++) {
    let at = mask + 4 * ((row >> 3) * unitsPadded * 8 + (row & 7));
    const end = at + 32 * units;
    if (spare) {
      store<f32>(at, select<f32>(0, kept, bits >>> 16 < threshold));
      at += 32;
      spare = false;
    }
    while (at < end) {
      bits = <i32>(s0 + s1);
      const next = first(s0, s1);
      s1 = second(s0, s1);
      s0 = next;
      store<f32>(at, select<f32>(0, kept, (bits & 0xffff) < threshold));
      spare = at + 32 >= end;
      if (!spare) store<f32>(at, select<f32>(0, kept, bits >>> 16 < threshold), 32);
      at += 64;
    }
  }
  keep(state, s0, s1);
}
