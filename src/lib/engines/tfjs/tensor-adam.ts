/** Adam (#lib/mdn/adam.ts) over the flat parameters of a whole stack, [R, P]: one pass, however many layers. */
import {
  add,
  div,
  maximum,
  minimum,
  mul,
  sqrt,
  square,
  sub,
  sum,
  type Tensor2D,
  where,
} from '@tensorflow/tfjs-core';
import { type AdamSettings, BETA_1, BETA_2, corrections, EPSILON } from '#lib/mdn/adam.ts';

export interface AdamTensors {
  readonly parameters: Tensor2D;
  readonly m: Tensor2D;
  readonly v: Tensor2D;
}

/** Far below any norm that is clipped, far above what a 32-bit float cannot hold. */
const SMALLEST_SQUARE = 1e-30;

/**
 * The state after a step. The caller tidies.
 * @param decays 1 − rate·decay where weight decay acts, 1 elsewhere [1, P]; null: no decay
 * @param active which replicates still train [R, 1]; the others keep their parameters; null: all
 */
export function tensorAdam(
  { parameters, m, v }: AdamTensors,
  gradient: Tensor2D,
  decays: Tensor2D | null,
  active: Tensor2D | null,
  { learningRate, clipNorm }: AdamSettings,
  step: number,
): AdamTensors {
  let g = gradient;
  if (clipNorm !== null) {
    const norm = sqrt(maximum(sum(square(g), 1, true), SMALLEST_SQUARE));
    g = mul(g, minimum(div(clipNorm, norm), 1));
  }
  const { first, second } = corrections(step);
  const mean = add(mul(m, BETA_1), mul(g, 1 - BETA_1)) as Tensor2D;
  const spread = add(mul(v, BETA_2), mul(square(g), 1 - BETA_2)) as Tensor2D;
  const root = add(mul(sqrt(spread), 1 / Math.sqrt(second)), EPSILON);
  const decayed = decays === null ? parameters : mul(parameters, decays);
  const moved = sub(decayed, mul(div(mean, root), learningRate / first)) as Tensor2D;
  return {
    parameters: active === null ? moved : where(active, moved, parameters),
    m: mean,
    v: spread,
  };
}
