// Elementary functions on four lanes, from exact operations only: the same bits on every machine.
// Errors are measured by kernels.test.ts.
import * as C from './constants';

@inline export function k(address: usize): v128 {
  return v128.load(address);
}

@inline function times(a: v128, b: v128, plus: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), plus);
}

/** e^x for x ≤ 88; 0 below −30, where it no longer counts and would breed denormal numbers. */
@inline export function exp4(x: v128): v128 {
  const shifted = times(x, k(C.LOG2_E), k(C.MAGIC));
  const n = f32x4.sub(shifted, k(C.MAGIC));
  let r = f32x4.sub(x, f32x4.mul(n, k(C.LN_2_HIGH)));
  r = f32x4.sub(r, f32x4.mul(n, k(C.LN_2_LOW)));
  let p = times(k(C.EXP_5), r, k(C.EXP_4));
  p = times(p, r, k(C.EXP_3));
  p = times(p, r, k(C.EXP_2));
  p = times(p, r, k(C.EXP_1));
  p = times(p, r, k(C.EXP_0));
  p = f32x4.add(times(p, f32x4.mul(r, r), r), k(C.ONE));
  p = i32x4.add(p, i32x4.shl(shifted, 23));
  return v128.andnot(p, f32x4.lt(x, k(C.EXP_FLOOR)));
}

/** ln m and the exponent n of x = 2ⁿ·m, √½ ≤ m < √2, for positive normal x. */
@inline function exponent4(x: v128): v128 {
  return i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
}

@inline function lnMantissa4(f: v128): v128 {
  const z = f32x4.mul(f, f);
  let p = times(k(C.LOG_8), f, k(C.LOG_7));
  p = times(p, f, k(C.LOG_6));
  p = times(p, f, k(C.LOG_5));
  p = times(p, f, k(C.LOG_4));
  p = times(p, f, k(C.LOG_3));
  p = times(p, f, k(C.LOG_2));
  p = times(p, f, k(C.LOG_1));
  p = times(p, f, k(C.LOG_0));
  return f32x4.mul(f32x4.mul(p, f), z);
}

/** ln x for positive normal x; NaN for NaN. */
@inline export function ln4(x: v128): v128 {
  const n = exponent4(x);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(n, 23)), k(C.ONE));
  const e = f32x4.convert_i32x4_s(n);
  let y = f32x4.add(lnMantissa4(f), f32x4.mul(e, k(C.LN_2_LOW)));
  y = f32x4.sub(y, f32x4.mul(k(C.HALF), f32x4.mul(f, f)));
  return f32x4.add(f32x4.add(f, y), f32x4.mul(e, k(C.LN_2_HIGH)));
}

/** The part of ln x that 32 bits hold without error, n·0.693359375: ln x = high + low. */
@inline export function lnHigh4(x: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(exponent4(x)), k(C.LN_2_HIGH));
}

@inline export function lnLow4(x: v128): v128 {
  const n = exponent4(x);
  const f = f32x4.sub(i32x4.sub(x, i32x4.shl(n, 23)), k(C.ONE));
  let y = f32x4.add(lnMantissa4(f), f32x4.mul(f32x4.convert_i32x4_s(n), k(C.LN_2_LOW)));
  y = f32x4.sub(y, f32x4.mul(k(C.HALF), f32x4.mul(f, f)));
  return f32x4.add(f, y);
}

/** ln(1 + e) for 0 ≤ e ≤ 1, given r = 1/((1 + e)(2 + e)): e/(2 + e) = e·(1 + e)·r. */
@inline export function log1p4(e: v128, r: v128): v128 {
  const u = f32x4.mul(f32x4.mul(e, f32x4.add(k(C.ONE), e)), r);
  const z = f32x4.mul(u, u);
  let p = times(k(C.LOG1P_4), z, k(C.LOG1P_3));
  p = times(p, z, k(C.LOG1P_2));
  p = times(p, z, k(C.LOG1P_1));
  p = times(p, z, k(C.LOG1P_0));
  return f32x4.mul(f32x4.add(u, u), p);
}

/** erfcx(x) = e^x²·erfc(x) is top/bottom, for x ≥ 0: in two parts, so that two quotients share a division. */
@inline export function erfcxTop4(x: v128): v128 {
  let p = times(k(C.ERFCX_P4), x, k(C.ERFCX_P3));
  p = times(p, x, k(C.ERFCX_P2));
  p = times(p, x, k(C.ERFCX_P1));
  return times(p, x, k(C.ONE));
}

@inline export function erfcxBottom4(x: v128): v128 {
  let q = times(k(C.ERFCX_Q5), x, k(C.ERFCX_Q4));
  q = times(q, x, k(C.ERFCX_Q3));
  q = times(q, x, k(C.ERFCX_Q2));
  q = times(q, x, k(C.ERFCX_Q1));
  return times(q, x, k(C.ONE));
}

/** x clamped to where erf is not yet 1. */
@inline export function erfRange4(x: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, k(C.ERF_LARGEST)), f32x4.neg(k(C.ERF_LARGEST)));
}

/** erf(x) is top/bottom for x in range, with its square v. */
@inline export function erfTop4(x: v128, v: v128): v128 {
  let p = times(k(C.ERF_P5), v, k(C.ERF_P4));
  p = times(p, v, k(C.ERF_P3));
  p = times(p, v, k(C.ERF_P2));
  p = times(p, v, k(C.ERF_P1));
  return f32x4.mul(x, times(p, v, k(C.ERF_P0)));
}

@inline export function erfBottom4(v: v128): v128 {
  let q = times(k(C.ERF_Q5), v, k(C.ERF_Q4));
  q = times(q, v, k(C.ERF_Q3));
  q = times(q, v, k(C.ERF_Q2));
  q = times(q, v, k(C.ERF_Q1));
  return times(q, v, k(C.ONE));
}

/** tanh x. */
@inline export function tanh4(z: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(z, k(C.TANH_LARGEST)), f32x4.neg(k(C.TANH_LARGEST)));
  const s = f32x4.mul(x, x);
  let p = times(k(C.TANH_P13), s, k(C.TANH_P11));
  p = times(p, s, k(C.TANH_P9));
  p = times(p, s, k(C.TANH_P7));
  p = times(p, s, k(C.TANH_P5));
  p = times(p, s, k(C.TANH_P3));
  p = times(p, s, k(C.TANH_P1));
  let q = times(k(C.TANH_Q6), s, k(C.TANH_Q4));
  q = times(q, s, k(C.TANH_Q2));
  q = times(q, s, k(C.TANH_Q0));
  return f32x4.div(f32x4.mul(p, x), q);
}
