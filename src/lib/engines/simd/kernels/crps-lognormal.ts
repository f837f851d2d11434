// The CRPS of a log-normal mixture and its gradient (docs/formulas.md), four rows at a time, in units of
// `scale.unit`, from the standardised mixture in head.ts.
//
// In the complementary form nothing large cancels. With M the components' means, s = sd·sigma,
// t = (z − mu)/sigma, b = (s − t)/√2, a_ij = (mu_i − mu_j + s_i²)/√(2(s_i² + s_j²)) and Σw = 1:
//
//   CRPS = Σ w_i (Y·erf(t_i/√2) − B_i) + Σ w_i² C_ii + Σ_{i<j} w_i w_j (C_ij + C_ji)
//   B = M·erfc(b) = G·erfcx(b),          G = Y·e^(−t²/2) = M·e^(−b²)
//   C_ij = M_i·erfc(a_ij) = D·erfcx(a_ij),  D = M_i·e^(−a_ij²) = M_j·e^(−a_ji²)
//
// so that each component needs one exponential, each pair one more, and two erfcx share a division.
// For a negative argument erfc(x) = 2 − erfc(−x).
import * as C from './constants';
import * as H from './head';
import { pairTerm4 } from './lognormal-pair';
import {
  erfBottom4, erfcxBottom4, erfcxTop4, erfRange4, erfTop4, exp4, k, lnHigh4, lnLow4,
} from './math';

const PLACE: i32 = 20 * 16;
/** ln of the component's median in units, its width and mean. */
const LEVELS: usize = memory.data(PLACE, 16);
const WIDTHS: usize = memory.data(PLACE, 16);
const MEANS: usize = memory.data(PLACE, 16);
/** ∂CRPS/∂w; −B + Σ w_j C_ij; and Σ w_j D_ij/√(2(s_i² + s_j²)). */
const BY_WEIGHTS: usize = memory.data(PLACE, 16);
const PULLS: usize = memory.data(PLACE, 16);
const SPREADS: usize = memory.data(PLACE, 16);
const DENSITIES: usize = memory.data(PLACE, 16);

const SD: usize = memory.data(16, 16);
const LEVEL: usize = memory.data(16, 16);

/** @param level ln of the middle in units (#lib/mdn/scale.ts) */
export function configureLognormal(sd: f32, level: f32): void {
  v128.store(SD, f32x4.splat(sd));
  v128.store(LEVEL, f32x4.splat(level));
}

/** M·erfc(x), given q = density·erfcx(|x|). */
@inline function complement(x: v128, q: v128, mean: v128): v128 {
  return v128.bitselect(
    f32x4.sub(f32x4.add(mean, mean), q), q, f32x4.lt(x, k(C.ZERO)),
  );
}

@inline function add(place: usize, value: v128): void {
  v128.store(place, f32x4.add(v128.load(place), value));
}

/** The standardised mixture in head.ts's places, on the scale of ln y in units. */
@inline export function lognormalFromHead(components: i32): void {
  const end: usize = 16 * components;
  for (let i: usize = 0; i < end; i += 16) {
    const s = f32x4.mul(k(SD), v128.load(H.SIGMAS + i));
    const level = f32x4.add(k(LEVEL), f32x4.mul(k(SD), v128.load(H.MUS + i)));
    v128.store(WIDTHS + i, s);
    v128.store(LEVELS + i, level);
    const half = f32x4.mul(k(C.HALF), f32x4.mul(s, s));
    v128.store(MEANS + i, exp4(f32x4.add(level, half)));
  }
}

/** Y·erf(t/√2) − B; keeps G and −B where a gradient is wanted. */
@inline function toOutcome(i: usize, t: v128, y: v128, withSlopes: bool): v128 {
  const mean = v128.load(MEANS + i);
  const a = f32x4.mul(f32x4.pmin(f32x4.abs(t), k(C.ERFCX_LARGEST)), k(C.SQRT_HALF));
  const b = f32x4.mul(f32x4.sub(v128.load(WIDTHS + i), t), k(C.SQRT_HALF));
  const c = f32x4.pmin(f32x4.abs(b), k(C.ERFCX_LARGEST));
  const density = f32x4.mul(
    y, exp4(f32x4.neg(f32x4.mul(k(C.HALF), f32x4.mul(t, t)))),
  );
  const bottomA = erfcxBottom4(a);
  const bottomC = erfcxBottom4(c);
  const q = f32x4.div(density, f32x4.mul(bottomA, bottomC));
  const tail = f32x4.mul(q, f32x4.mul(erfcxTop4(a), bottomC));
  const partial = complement(b, f32x4.mul(q, f32x4.mul(erfcxTop4(c), bottomA)), mean);
  const sign = v128.and(t, i32x4.splat(<i32>0x80000000));
  const size = v128.xor(f32x4.sub(y, tail), sign);
  const distance = f32x4.sub(size, partial);
  if (withSlopes) {
    v128.store(DENSITIES + i, density);
    v128.store(PULLS + i, f32x4.neg(partial));
  }
  return distance;
}

/** Needs WEIGHTS, LEVELS, WIDTHS, MEANS. @returns Σ_{i≤j} of the pairs' terms */
@inline function betweenComponents(components: i32, withSlopes: bool): v128 {
  const end: usize = 16 * components;
  let value = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const s = v128.load(WIDTHS + i);
    const level = v128.load(LEVELS + i);
    const weight = v128.load(H.WEIGHTS + i);
    const square = f32x4.mul(s, s);
    const half = f32x4.mul(k(C.HALF), square);
    const mean = v128.load(MEANS + i);
    // The pair of a component with itself: a = s/2.
    const own = f32x4.mul(k(C.HALF), s);
    const ownDensity = exp4(f32x4.add(level, f32x4.mul(k(C.HALF), half)));
    const r = f32x4.div(ownDensity, f32x4.mul(erfcxBottom4(own), s));
    const c = f32x4.mul(f32x4.mul(r, s), erfcxTop4(own));
    const weighted = f32x4.mul(weight, c);
    value = f32x4.add(value, f32x4.mul(weight, weighted));
    if (withSlopes) {
      add(BY_WEIGHTS + i, f32x4.add(weighted, weighted));
      add(PULLS + i, weighted);
      add(
        SPREADS + i,
        f32x4.mul(f32x4.mul(weight, k(C.HALF)), f32x4.mul(r, erfcxBottom4(own))),
      );
    }
    for (let j: usize = 0; j < i; j += 16) {
      const otherS = v128.load(WIDTHS + j);
      const otherSquare = f32x4.mul(otherS, otherS);
      const otherWeight = v128.load(H.WEIGHTS + j);
      const sum = f32x4.add(square, otherSquare);
      const root = f32x4.div(k(C.ONE), f32x4.sqrt(f32x4.add(sum, sum)));
      const gap = f32x4.sub(level, v128.load(LEVELS + j));
      const a = f32x4.mul(f32x4.add(gap, square), root);
      const b = f32x4.mul(f32x4.sub(otherSquare, gap), root);
      const density = exp4(f32x4.add(level, f32x4.sub(half, f32x4.mul(a, a))));
      const absA = f32x4.pmin(f32x4.abs(a), k(C.ERFCX_LARGEST));
      const absB = f32x4.pmin(f32x4.abs(b), k(C.ERFCX_LARGEST));
      const bottomA = erfcxBottom4(absA);
      const bottomB = erfcxBottom4(absB);
      const q = f32x4.div(density, f32x4.mul(bottomA, bottomB));
      const fromI = complement(a, f32x4.mul(q, f32x4.mul(erfcxTop4(absA), bottomB)), mean);
      const fromJ = complement(
        b, f32x4.mul(q, f32x4.mul(erfcxTop4(absB), bottomA)), v128.load(MEANS + j),
      );
      const both = f32x4.add(fromI, fromJ);
      value = f32x4.add(value, f32x4.mul(f32x4.mul(weight, otherWeight), both));
      if (withSlopes) {
        const spread = f32x4.mul(density, root);
        add(BY_WEIGHTS + i, f32x4.mul(otherWeight, both));
        add(BY_WEIGHTS + j, f32x4.mul(weight, both));
        add(PULLS + i, f32x4.mul(otherWeight, fromI));
        add(PULLS + j, f32x4.mul(weight, fromJ));
        add(SPREADS + i, f32x4.mul(otherWeight, spread));
        add(SPREADS + j, f32x4.mul(weight, spread));
      }
    }
  }
  return value;
}

/** The score of the mixture in head.ts's places. @param y the target in units */
export function lognormalScore(components: i32, z: v128, y: v128): v128 {
  lognormalFromHead(components);
  const end: usize = 16 * components;
  let value = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const t = f32x4.mul(f32x4.sub(z, v128.load(H.MUS + i)), v128.load(H.INVERSES + i));
    value = f32x4.add(value, f32x4.mul(v128.load(H.WEIGHTS + i), toOutcome(i, t, y, false)));
  }
  return f32x4.add(value, betweenComponents(components, false));
}

/** Above this an exponent leaves 32 bits. */
const LARGEST_EXPONENT: f32 = 80;
/** Below this share of y, a score is too small a difference for 32 bits to hold within 1e-5. */
const SMALLEST_SHARE: f32 = 0.02;

/** Up to this width the plain form of the score loses nothing to cancellation, and costs no exponentials. */
const WIDEST_PLAIN: f32 = 1.25;

/** The score in units of y, by the complementary form above. */
function complementaryScore(components: i32): v128 {
  const end: usize = 16 * components;
  let value = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const t = f32x4.neg(f32x4.div(v128.load(LEVELS + i), v128.load(WIDTHS + i)));
    const distance = toOutcome(i, t, k(C.ONE), false);
    value = f32x4.add(value, f32x4.mul(v128.load(H.WEIGHTS + i), distance));
  }
  return f32x4.add(value, betweenComponents(components, false));
}

/**
 * The score in units of y, by the plain form:
 * Σ w_i [ erf(t_i/√2) − M_i·( erf((t_i − s_i)/√2) + w_i·erf(s_i/2) ) ] − Σ_{i<j} w_i w_j (M_i·erf(a_ij) + M_j·erf(a_ji))
 */
function plainScore(components: i32): v128 {
  const end: usize = 16 * components;
  let value = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const s = v128.load(WIDTHS + i);
    const level = v128.load(LEVELS + i);
    const mean = v128.load(MEANS + i);
    const weight = v128.load(H.WEIGHTS + i);
    const t = f32x4.neg(f32x4.div(level, s));
    const a = erfRange4(f32x4.mul(t, k(C.SQRT_HALF)));
    const b = erfRange4(f32x4.mul(f32x4.sub(t, s), k(C.SQRT_HALF)));
    const c = f32x4.mul(k(C.HALF), s);
    const aa = f32x4.mul(a, a);
    const bb = f32x4.mul(b, b);
    const cc = f32x4.mul(c, c);
    const bottomA = erfBottom4(aa);
    const bottomB = erfBottom4(bb);
    const bottomC = erfBottom4(cc);
    const bottomBC = f32x4.mul(bottomB, bottomC);
    const share = f32x4.div(k(C.ONE), f32x4.mul(bottomA, bottomBC));
    const inner = f32x4.add(
      f32x4.mul(erfTop4(b, bb), bottomC),
      f32x4.mul(f32x4.mul(weight, erfTop4(c, cc)), bottomB),
    );
    const outcome = f32x4.mul(erfTop4(a, aa), bottomBC);
    const distance = f32x4.sub(outcome, f32x4.mul(f32x4.mul(mean, bottomA), inner));
    value = f32x4.add(value, f32x4.mul(f32x4.mul(weight, share), distance));

    const square = f32x4.mul(s, s);
    let between = f32x4.splat(0);
    for (let j: usize = 0; j < i; j += 16) {
      const pair = pairTerm4(
        level, square, mean, v128.load(LEVELS + j), v128.load(WIDTHS + j), v128.load(MEANS + j),
      );
      between = f32x4.add(between, f32x4.mul(v128.load(H.WEIGHTS + j), pair));
    }
    value = f32x4.sub(value, f32x4.mul(weight, between));
  }
  return value;
}

/**
 * The score of a mixture of any scale: WEIGHTS, and in MUS and SIGMAS those of ln y. NaN where 32 bits
 * do not do: y ≤ 0, a mean beyond e⁸⁰ times y, a score below a fiftieth of y.
 */
export function lognormalScoreOf(components: i32, y: v128): v128 {
  const end: usize = 16 * components;
  const high = lnHigh4(y);
  const low = lnLow4(y);
  let fits = f32x4.gt(y, f32x4.splat(1e-30));
  let wide = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const s = v128.load(H.SIGMAS + i);
    const level = f32x4.sub(f32x4.sub(v128.load(H.MUS + i), high), low);
    const exponent = f32x4.add(level, f32x4.mul(k(C.HALF), f32x4.mul(s, s)));
    fits = v128.and(fits, f32x4.lt(exponent, f32x4.splat(LARGEST_EXPONENT)));
    wide = v128.or(wide, f32x4.gt(s, f32x4.splat(WIDEST_PLAIN)));
    v128.store(WIDTHS + i, s);
    v128.store(LEVELS + i, level);
    v128.store(MEANS + i, exp4(exponent));
  }
  const value = v128.any_true(wide) ? complementaryScore(components) : plainScore(components);
  fits = v128.and(fits, f32x4.gt(value, f32x4.splat(SMALLEST_SHARE)));
  return v128.bitselect(f32x4.mul(value, y), f32x4.splat(NaN), fits);
}

/** The same with its gradient in the network's outputs. @returns the score of each row, not weighted */
export function lognormalLoss(
  components: i32, z: v128, y: v128, weight: v128, dLogits: usize, dMus: usize, dSigmas: usize,
): v128 {
  lognormalFromHead(components);
  const end: usize = 16 * components;
  let value = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const t = f32x4.mul(f32x4.sub(z, v128.load(H.MUS + i)), v128.load(H.INVERSES + i));
    const distance = toOutcome(i, t, y, true);
    v128.store(BY_WEIGHTS + i, distance);
    v128.store(SPREADS + i, f32x4.splat(0));
    value = f32x4.add(value, f32x4.mul(v128.load(H.WEIGHTS + i), distance));
  }
  value = f32x4.add(value, betweenComponents(components, true));

  let mean = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    mean = f32x4.add(
      mean, f32x4.mul(v128.load(H.WEIGHTS + i), v128.load(BY_WEIGHTS + i)),
    );
  }
  for (let i: usize = 0; i < end; i += 16) {
    const share = f32x4.mul(weight, v128.load(H.WEIGHTS + i));
    const scaled = f32x4.mul(share, k(SD));
    const pull = v128.load(PULLS + i);
    v128.store(dLogits + 2 * i, f32x4.mul(share, f32x4.sub(v128.load(BY_WEIGHTS + i), mean)));
    v128.store(dMus + 2 * i, v128.and(f32x4.mul(scaled, pull), v128.load(H.MU_WITHIN + i)));
    const spread = f32x4.mul(k(C.TWO_INV_SQRT_PI), v128.load(SPREADS + i));
    const bySigma = f32x4.add(
      f32x4.mul(v128.load(WIDTHS + i), f32x4.sub(pull, spread)),
      f32x4.mul(k(C.TWICE_DENSITY), v128.load(DENSITIES + i)),
    );
    v128.store(
      dSigmas + 2 * i, f32x4.mul(f32x4.mul(scaled, bySigma), v128.load(H.SIGMA_SLOPES + i)),
    );
  }
  return value;
}
