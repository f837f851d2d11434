/** The head and its losses on tensors: #lib/mdn's head.ts, nllRow.ts and crpsRow.ts for a whole stack. Callers tidy. */
import {
  abs,
  add,
  cast,
  clipByValue,
  concat,
  div,
  exp,
  less,
  lessEqual,
  log,
  logSoftmax,
  logSumExp,
  minimum,
  mul,
  neg,
  sigmoid,
  slice,
  softmax,
  softplus,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import type { Bounds } from '#lib/mdn/bounds.ts';
import type { Loss } from '#lib/mdn/loss.ts';
import { levelInUnits, type TargetScale } from '#lib/mdn/scale.ts';
import { type CrpsTensors, crpsTensors } from './crps.ts';

const HALF_LN_TWO_PI = 0.9189385332046728;

/** All [R, rows, K], on the standardised scale. */
interface Head {
  readonly logWeights: Tensor;
  readonly weights: Tensor;
  readonly mus: Tensor;
  readonly sigmas: Tensor;
  readonly rawMus: Tensor;
  readonly rawSigmas: Tensor;
}

/** @param outputs the nets' outputs: one of [R, rows, 3K], or three of [R, rows, K] */
function readHead(outputs: readonly Tensor3D[], bounds: Bounds): Head {
  let [logits, rawMus, rawSigmas] = outputs;
  if (outputs.length === 1) {
    const [replicates, rows, width] = outputs[0].shape;
    const components = width / 3;
    [logits, rawMus, rawSigmas] = [0, 1, 2].map((part) =>
      slice(outputs[0], [0, 0, part * components], [replicates, rows, components]),
    );
  }
  const logWeights = logSoftmax(logits, -1);
  return {
    logWeights,
    weights: exp(logWeights),
    mus: clipByValue(rawMus, -bounds.mu, bounds.mu),
    sigmas: minimum(add(softplus(rawSigmas), bounds.floor), bounds.sigma),
    rawMus,
    rawSigmas,
  };
}

/** The CRPS in units of `scale.unit`, and its slopes on the standardised scale. */
function scaledCrps(head: Head, y: Tensor, scale: TargetScale): CrpsTensors {
  const lognormal = scale.family === 'lognormal';
  const spread = lognormal ? scale.sd : scale.sd / scale.unit;
  const mus = add(mul(head.mus, spread), lognormal ? levelInUnits(scale) : 0);
  const sigmas = mul(head.sigmas, spread);
  const slopes = crpsTensors(scale.family, y, head.weights, mus, sigmas);
  return {
    ...slopes,
    byMus: mul(slopes.byMus, spread),
    bySigmas: mul(slopes.bySigmas, spread),
  };
}

/** CRPS [R, rows] in units of `scale.unit`. @param y [rows] or [R, rows] (#lib/mdn/scale.ts, `inUnits`) */
export function tensorCrps(
  outputs: readonly Tensor3D[],
  y: Tensor,
  scale: TargetScale,
  bounds: Bounds,
): Tensor {
  return scaledCrps(readHead(outputs, bounds), y, scale).value;
}

export interface TensorLoss {
  /** Each row's loss, of order one [R, rows]. */
  readonly rows: Tensor;
  /** Gradient of Σ weight·loss in the nets' outputs, in their shapes. */
  readonly dOutputs: Tensor3D[];
}

/**
 * @param z standardised targets [R, rows, 1]
 * @param y outcomes in units [R, rows] (`inUnits`)
 * @param rowWeights [1, rows, 1]
 */
export function tensorLoss(
  loss: Loss,
  outputs: readonly Tensor3D[],
  z: Tensor,
  y: Tensor,
  rowWeights: Tensor,
  scale: TargetScale,
  bounds: Bounds,
): TensorLoss {
  const head = readHead(outputs, bounds);
  const { weights, mus, sigmas, logWeights } = head;
  let rows: Tensor;
  let byLogits: Tensor;
  let byMus: Tensor;
  let bySigmas: Tensor;
  if (loss === 'nll') {
    const t = div(sub(z, mus), sigmas);
    const logJoint = sub(sub(logWeights, log(sigmas)), mul(square(t), 0.5));
    const shares = softmax(logJoint, -1);
    rows = sub(HALF_LN_TWO_PI, logSumExp(logJoint, -1));
    byLogits = sub(weights, shares);
    const pull = div(shares, sigmas);
    byMus = neg(mul(pull, t));
    bySigmas = mul(pull, sub(1, square(t)));
  } else {
    const crps = scaledCrps(head, y, scale);
    rows = crps.value;
    const mean = sum(mul(weights, crps.byWeights), -1, true);
    byLogits = mul(weights, sub(crps.byWeights, mean));
    ({ byMus, bySigmas } = crps);
  }
  const within = cast(lessEqual(abs(head.rawMus), bounds.mu), 'float32');
  const below = cast(less(sigmas, bounds.sigma), 'float32');
  const parts = [
    mul(byLogits, rowWeights),
    mul(mul(byMus, within), rowWeights),
    mul(mul(bySigmas, mul(sigmoid(head.rawSigmas), below)), rowWeights),
  ] as Tensor3D[];
  return { rows, dOutputs: outputs.length === 1 ? [concat(parts, -1)] : parts };
}
