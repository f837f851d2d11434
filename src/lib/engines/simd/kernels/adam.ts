// Clipping and Adam (#lib/mdn/adam.ts) in 32 bits; scalars of a step are computed in 64.

/** Sum of squares of `bytes` of numbers; a multiple of 16. */
export function squaredNorm(at: usize, bytes: usize): f64 {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  const end = at + bytes;
  for (; at + 32 <= end; at += 32) {
    const v = v128.load(at);
    const w = v128.load(at, 16);
    a = f32x4.add(a, f32x4.mul(v, v));
    b = f32x4.add(b, f32x4.mul(w, w));
  }
  if (at < end) {
    const v = v128.load(at);
    a = f32x4.add(a, f32x4.mul(v, v));
  }
  const low = f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b));
  const high = f64x2.add(promoteHigh(a), promoteHigh(b));
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

@inline export function promoteHigh(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1));
}

/** 1 − βᵗ, by squaring. */
export function correction(beta: f64, step: i32): f64 {
  let power: f64 = 1;
  for (let n = step; n > 0; n >>= 1) {
    if (n & 1) power *= beta;
    beta *= beta;
  }
  return 1 - power;
}

/**
 * One step of `bytes` of parameters.
 * @param factor clipping @param scaledRate rate/(1 − β₁ᵗ) @param root √(1 − β₂ᵗ) @param decay rate·decay
 */
export function adam(
  parameters: usize, m: usize, v: usize, gradient: usize, bytes: usize,
  factor: f32, scaledRate: f32, root: f32, decay: f32,
): void {
  const b1 = f32x4.splat(0.9);
  const c1 = f32x4.splat(<f32>(1 - 0.9) * factor);
  const b2 = f32x4.splat(0.999);
  const c2 = f32x4.splat(<f32>(1 - 0.999));
  const f = f32x4.splat(factor);
  const rate = f32x4.splat(scaledRate * root);
  const epsilon = f32x4.splat(<f32>1e-7 * root);
  const keep = f32x4.splat(<f32>1 - decay);
  const smallestM = f32x4.splat(1e-30);
  const smallestV = f32x4.splat(1e-36);
  for (let at: usize = 0; at < bytes; at += 16) {
    const g = v128.load(gradient + at);
    const h = f32x4.mul(g, f);
    let mean = f32x4.add(f32x4.mul(v128.load(m + at), b1), f32x4.mul(g, c1));
    let square = f32x4.add(f32x4.mul(v128.load(v + at), b2), f32x4.mul(f32x4.mul(h, h), c2));
    mean = v128.andnot(mean, f32x4.lt(f32x4.abs(mean), smallestM));
    square = v128.andnot(square, f32x4.lt(square, smallestV));
    v128.store(m + at, mean);
    v128.store(v + at, square);
    const step = f32x4.div(f32x4.mul(mean, rate), f32x4.add(f32x4.sqrt(square), epsilon));
    const p = f32x4.mul(v128.load(parameters + at), keep);
    v128.store(parameters + at, f32x4.sub(p, step));
  }
}
