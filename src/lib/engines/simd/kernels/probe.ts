// The elementary functions over arrays, in place, so that tests can measure their errors.
import * as C from './constants';
import {
  erfBottom4, erfcxBottom4, erfcxTop4, erfRange4, erfTop4, exp4, k, ln4, lnHigh4, lnLow4, log1p4,
  tanh4,
} from './math';

export function tabulateExp(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) v128.store(at, exp4(v128.load(at)));
}

export function tabulateLn(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) v128.store(at, ln4(v128.load(at)));
}

/** ln x less its high part, which is a multiple of 0.693359375. */
export function tabulateLnLow(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) v128.store(at, lnLow4(v128.load(at)));
}

export function tabulateLnHigh(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) v128.store(at, lnHigh4(v128.load(at)));
}

export function tabulateLog1p(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) {
    const e = v128.load(at);
    const product = f32x4.mul(f32x4.add(k(C.ONE), e), f32x4.add(k(C.TWO), e));
    v128.store(at, log1p4(e, f32x4.div(k(C.ONE), product)));
  }
}

export function tabulateErfcx(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) {
    const x = v128.load(at);
    v128.store(at, f32x4.div(erfcxTop4(x), erfcxBottom4(x)));
  }
}

export function tabulateTanh(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) v128.store(at, tanh4(v128.load(at)));
}

export function tabulateErf(at: usize, bytes: usize): void {
  for (const end = at + bytes; at < end; at += 16) {
    const x = erfRange4(v128.load(at));
    const v = f32x4.mul(x, x);
    v128.store(at, f32x4.div(erfTop4(x, v), erfBottom4(v)));
  }
}
