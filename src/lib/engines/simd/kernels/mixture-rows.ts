// Mixtures that lie ready, row-major n × K, read four rows at a time.

/** Number `i` of four rows' mixtures. */
@inline export function column(at: usize, r0: usize, r1: usize, r2: usize, r3: usize): v128 {
  let v = v128.load32_zero(at + r0);
  v = v128.load_lane<f32>(at + r1, v, 1);
  v = v128.load_lane<f32>(at + r2, v, 2);
  return v128.load_lane<f32>(at + r3, v, 3);
}

/** The four mixtures from `row` on; past `last`, the last one again. */
@inline export function loadMixtures(
  components: i32, row: usize, last: usize, weights: usize, mus: usize, sigmas: usize,
  toWeights: usize, toMus: usize, toSigmas: usize,
): void {
  const stride: usize = 4 * components;
  const r0 = stride * row;
  const r1 = stride * min(row + 1, last);
  const r2 = stride * min(row + 2, last);
  const r3 = stride * min(row + 3, last);
  for (let i: i32 = 0; i < components; i++) {
    const at: usize = 4 * i;
    const to: usize = 16 * i;
    v128.store(toWeights + to, column(weights + at, r0, r1, r2, r3));
    v128.store(toMus + to, column(mus + at, r0, r1, r2, r3));
    v128.store(toSigmas + to, column(sigmas + at, r0, r1, r2, r3));
  }
}
