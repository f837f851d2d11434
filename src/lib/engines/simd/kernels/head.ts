// From the network's outputs of four rows to their mixtures (#lib/mdn/head.ts), kept for the loss that
// follows: one vector a component in each of these places. The outputs lie in panels: a component's
// four lanes, the next component's 32 bytes on.
import * as C from './constants';
import { exp4, k, log1p4 } from './math';

/** Components at most, 16 bytes each. */
const PLACE: i32 = 20 * 16;

export const WEIGHTS: usize = memory.data(PLACE, 16);
export const MUS: usize = memory.data(PLACE, 16);
export const SIGMAS: usize = memory.data(PLACE, 16);
/** 1/sigma */
export const INVERSES: usize = memory.data(PLACE, 16);
/** All bits set where mu is within its bounds. */
export const MU_WITHIN: usize = memory.data(PLACE, 16);
/** ∂sigma/∂raw */
export const SIGMA_SLOPES: usize = memory.data(PLACE, 16);
/** e^(logit − largest) */
export const POWERS: usize = memory.data(PLACE, 16);

/** Of the job: bounds of the head, four lanes each. */
export const MU_BOUND: usize = memory.data(16, 16);
export const SIGMA_FLOOR: usize = memory.data(16, 16);
export const SIGMA_BOUND: usize = memory.data(16, 16);

export function configureBounds(mu: f32, floor: f32, sigma: f32): void {
  v128.store(MU_BOUND, f32x4.splat(mu));
  v128.store(SIGMA_FLOOR, f32x4.splat(floor));
  v128.store(SIGMA_BOUND, f32x4.splat(sigma));
}

/** Mus and sigmas. */
@inline export function readPlaces(mus: usize, sigmas: usize, components: i32): void {
  const end: usize = 16 * components;
  for (let i: usize = 0; i < end; i += 16) {
    const raw = v128.load(mus + 2 * i);
    const clamped = f32x4.pmax(f32x4.pmin(raw, k(MU_BOUND)), f32x4.neg(k(MU_BOUND)));
    v128.store(MUS + i, clamped);
    v128.store(MU_WITHIN + i, f32x4.le(f32x4.abs(raw), k(MU_BOUND)));

    const width = v128.load(sigmas + 2 * i);
    const decayed = exp4(f32x4.neg(f32x4.abs(width)));
    const onePlus = f32x4.add(k(C.ONE), decayed);
    const twoPlus = f32x4.add(k(C.TWO), decayed);
    const r = f32x4.div(k(C.ONE), f32x4.mul(onePlus, twoPlus));
    const soft = f32x4.add(f32x4.pmax(width, k(C.ZERO)), log1p4(decayed, r));
    const free = f32x4.add(k(SIGMA_FLOOR), soft);
    const above = f32x4.gt(free, k(SIGMA_BOUND));
    const sigma = f32x4.pmin(free, k(SIGMA_BOUND));
    const share = f32x4.mul(twoPlus, r);
    const side = v128.bitselect(k(C.ONE), decayed, f32x4.gt(width, k(C.ZERO)));
    v128.store(SIGMAS + i, sigma);
    v128.store(INVERSES + i, f32x4.div(k(C.ONE), sigma));
    v128.store(SIGMA_SLOPES + i, v128.andnot(f32x4.mul(side, share), above));
  }
}

/** Softmax: weights; powers and their sum are kept for the log-likelihood. @returns the sum */
@inline export function readWeights(logits: usize, components: i32, largest: v128): v128 {
  const end: usize = 16 * components;
  let total = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const power = exp4(f32x4.sub(v128.load(logits + 2 * i), largest));
    v128.store(POWERS + i, power);
    total = f32x4.add(total, power);
  }
  const share = f32x4.div(k(C.ONE), total);
  for (let i: usize = 0; i < end; i += 16) {
    v128.store(WEIGHTS + i, f32x4.mul(v128.load(POWERS + i), share));
  }
  return total;
}

@inline export function largestOf(logits: usize, components: i32): v128 {
  let largest = v128.load(logits);
  const end: usize = 16 * components;
  for (let i: usize = 16; i < end; i += 16) {
    largest = f32x4.pmax(largest, v128.load(logits + 2 * i));
  }
  return largest;
}
