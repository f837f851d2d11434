// −ln of the mixture's density and its gradient (#lib/mdn/nllRow.ts), four rows at a time.
import * as C from './constants';
import * as H from './head';
import { exp4, k, ln4 } from './math';

/** (z − mu)/sigma, and the component's share of the density. */
const SCORES: usize = memory.data(20 * 16, 16);
const JOINTS: usize = memory.data(20 * 16, 16);

/**
 * @param weight of each row in the gradient
 * @returns the loss of each row, not weighted
 */
export function nll(
  logits: usize, mus: usize, sigmas: usize, components: i32, z: v128, weight: v128,
  dLogits: usize, dMus: usize, dSigmas: usize,
): v128 {
  const end: usize = 16 * components;
  const largest = H.largestOf(logits, components);
  H.readPlaces(mus, sigmas, components);
  const total = H.readWeights(logits, components, largest);
  let largestJoint = f32x4.splat(-Infinity);
  for (let i: usize = 0; i < end; i += 16) {
    const t = f32x4.mul(f32x4.sub(z, v128.load(H.MUS + i)), v128.load(H.INVERSES + i));
    const joint = f32x4.sub(
      v128.load(logits + 2 * i), f32x4.mul(k(C.HALF), f32x4.mul(t, t)),
    );
    v128.store(SCORES + i, t);
    v128.store(JOINTS + i, joint);
    largestJoint = f32x4.pmax(largestJoint, joint);
  }
  let totalJoint = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const power = exp4(f32x4.sub(v128.load(JOINTS + i), largestJoint));
    const joint = f32x4.mul(power, v128.load(H.INVERSES + i));
    v128.store(JOINTS + i, joint);
    totalJoint = f32x4.add(totalJoint, joint);
  }
  const share = f32x4.div(k(C.ONE), totalJoint);
  for (let i: usize = 0; i < end; i += 16) {
    const t = v128.load(SCORES + i);
    const responsibility = f32x4.mul(v128.load(JOINTS + i), share);
    const pull = f32x4.mul(
      f32x4.mul(weight, responsibility), v128.load(H.INVERSES + i),
    );
    v128.store(
      dLogits + 2 * i, f32x4.mul(weight, f32x4.sub(v128.load(H.WEIGHTS + i), responsibility)),
    );
    v128.store(
      dMus + 2 * i,
      v128.and(f32x4.neg(f32x4.mul(pull, t)), v128.load(H.MU_WITHIN + i)),
    );
    v128.store(
      dSigmas + 2 * i,
      f32x4.mul(
        f32x4.mul(pull, f32x4.sub(k(C.ONE), f32x4.mul(t, t))), v128.load(H.SIGMA_SLOPES + i),
      ),
    );
  }
  const ratio = ln4(f32x4.div(totalJoint, total));
  return f32x4.sub(
    f32x4.add(k(C.HALF_LN_TWO_PI), f32x4.sub(largest, largestJoint)), ratio,
  );
}
