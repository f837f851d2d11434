// The CRPS of a normal mixture and its gradient (docs/formulas.md; Grimit et al. 2006), four rows at a
// time, in units of `scale.unit`, from the standardised mixture in head.ts. With E = e^(−d²/2s²):
//
//   A(d, s) = d·erf(d/s√2) + s·√(2/π)·E = |d| + E·( s·√(2/π) − |d|·erfcx(|d|/s√2) )
//   CRPS = Σ w_i A(z − mu_i, sigma_i) − ½ ΣΣ w_i w_j A(mu_i − mu_j, √(sigma_i² + sigma_j²))
import * as C from './constants';
import * as H from './head';
import { erfcxBottom4, erfcxTop4, exp4, k } from './math';

const PLACE: i32 = 20 * 16;
const BY_WEIGHTS: usize = memory.data(PLACE, 16);
const BY_MUS: usize = memory.data(PLACE, 16);
const BY_SIGMAS: usize = memory.data(PLACE, 16);

/** sd/unit */
const RATIO: usize = memory.data(16, 16);

export function configureNormal(ratio: f32): void {
  v128.store(RATIO, f32x4.splat(ratio));
}

/** What `distance` found: A, ∂A/∂d = erf(d/s√2) and ∂A/∂s = 2φ(d/s). */
let apart: v128 = i32x4.splat(0);
let sign: v128 = i32x4.splat(0);
let density: v128 = i32x4.splat(0);

@inline function distance(d: v128, s: v128, inverse: v128): void {
  const t = f32x4.mul(d, inverse);
  const size = f32x4.abs(d);
  const x = f32x4.mul(f32x4.pmin(f32x4.abs(t), k(C.ERFCX_LARGEST)), k(C.SQRT_HALF));
  const e = exp4(f32x4.neg(f32x4.mul(k(C.HALF), f32x4.mul(t, t))));
  const tail = f32x4.mul(e, f32x4.div(erfcxTop4(x), erfcxBottom4(x)));
  density = f32x4.mul(k(C.TWICE_DENSITY), e);
  apart = f32x4.add(f32x4.sub(size, f32x4.mul(size, tail)), f32x4.mul(s, density));
  sign = v128.xor(f32x4.sub(k(C.ONE), tail), v128.and(d, i32x4.splat(<i32>0x80000000)));
}

@inline function add(place: usize, value: v128): void {
  v128.store(place, f32x4.add(v128.load(place), value));
}

@inline function take(place: usize, value: v128): void {
  v128.store(place, f32x4.sub(v128.load(place), value));
}

@inline function score(components: i32, z: v128, withSlopes: bool): v128 {
  const end: usize = 16 * components;
  let value = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const weight = v128.load(H.WEIGHTS + i);
    distance(
      f32x4.sub(z, v128.load(H.MUS + i)), v128.load(H.SIGMAS + i), v128.load(H.INVERSES + i),
    );
    value = f32x4.add(value, f32x4.mul(weight, apart));
    if (withSlopes) {
      v128.store(BY_WEIGHTS + i, apart);
      v128.store(BY_MUS + i, f32x4.neg(sign));
      v128.store(BY_SIGMAS + i, density);
    }
  }
  for (let i: usize = 0; i < end; i += 16) {
    const weight = v128.load(H.WEIGHTS + i);
    const sigma = v128.load(H.SIGMAS + i);
    const mu = v128.load(H.MUS + i);
    const square = f32x4.mul(sigma, sigma);
    // A(0, √2·sigma) = 2·sigma/√π
    const own = f32x4.mul(f32x4.mul(weight, sigma), k(C.TWO_INV_SQRT_PI));
    value = f32x4.sub(value, f32x4.mul(f32x4.mul(k(C.HALF), weight), own));
    if (withSlopes) {
      take(BY_WEIGHTS + i, own);
      take(BY_SIGMAS + i, f32x4.mul(f32x4.mul(weight, k(C.HALF)), k(C.TWO_INV_SQRT_PI)));
    }
    for (let j: usize = 0; j < i; j += 16) {
      const other = v128.load(H.SIGMAS + j);
      const otherWeight = v128.load(H.WEIGHTS + j);
      const width = f32x4.sqrt(f32x4.add(square, f32x4.mul(other, other)));
      const inverse = f32x4.div(k(C.ONE), width);
      distance(f32x4.sub(mu, v128.load(H.MUS + j)), width, inverse);
      value = f32x4.sub(value, f32x4.mul(f32x4.mul(weight, otherWeight), apart));
      if (withSlopes) {
        const spread = f32x4.mul(density, inverse);
        take(BY_WEIGHTS + i, f32x4.mul(otherWeight, apart));
        take(BY_WEIGHTS + j, f32x4.mul(weight, apart));
        take(BY_MUS + i, f32x4.mul(otherWeight, sign));
        add(BY_MUS + j, f32x4.mul(weight, sign));
        take(BY_SIGMAS + i, f32x4.mul(f32x4.mul(otherWeight, spread), sigma));
        take(BY_SIGMAS + j, f32x4.mul(f32x4.mul(weight, spread), other));
      }
    }
  }
  return value;
}

/** The score of the mixture in head.ts's places. */
export function normalScore(components: i32, z: v128): v128 {
  return f32x4.mul(score(components, z, false), k(RATIO));
}

/** The score of a mixture of any scale: WEIGHTS, MUS and SIGMAS, which are y's own. */
export function normalScoreOf(components: i32, y: v128): v128 {
  const end: usize = 16 * components;
  for (let i: usize = 0; i < end; i += 16) {
    v128.store(H.INVERSES + i, f32x4.div(k(C.ONE), v128.load(H.SIGMAS + i)));
  }
  return score(components, y, false);
}

/** The same with its gradient in the network's outputs. @returns the score of each row, not weighted */
export function normalLoss(
  components: i32, z: v128, weight: v128, dLogits: usize, dMus: usize, dSigmas: usize,
): v128 {
  const end: usize = 16 * components;
  const value = f32x4.mul(score(components, z, true), k(RATIO));
  let mean = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    mean = f32x4.add(
      mean, f32x4.mul(v128.load(H.WEIGHTS + i), v128.load(BY_WEIGHTS + i)),
    );
  }
  const scaled = f32x4.mul(weight, k(RATIO));
  for (let i: usize = 0; i < end; i += 16) {
    const share = f32x4.mul(scaled, v128.load(H.WEIGHTS + i));
    v128.store(dLogits + 2 * i, f32x4.mul(share, f32x4.sub(v128.load(BY_WEIGHTS + i), mean)));
    v128.store(
      dMus + 2 * i, v128.and(f32x4.mul(share, v128.load(BY_MUS + i)), v128.load(H.MU_WITHIN + i)),
    );
    v128.store(
      dSigmas + 2 * i,
      f32x4.mul(f32x4.mul(share, v128.load(BY_SIGMAS + i)), v128.load(H.SIGMA_SLOPES + i)),
    );
  }
  return value;
}
