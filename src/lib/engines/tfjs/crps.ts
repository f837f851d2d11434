/**
 * The CRPS of mixtures on tensors, exact for any number of components and differentiable by its analytic
 * gradient (docs/formulas.md), on any backend, in 32 bits.
 */
import {
  add,
  customGrad,
  div,
  erf,
  exp,
  expandDims,
  greater,
  type GradSaveFunc,
  log,
  maximum,
  mul,
  neg,
  square,
  sqrt,
  sub,
  sum,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import type { MixtureFamily } from '#lib/crps/index.ts';

const TWO_INV_SQRT_PI = 1.1283791670955126;
const TWO_INV_SQRT_TWO_PI = 0.7978845608028654;
const SMALLEST = 1e-30;
/** z of an outcome at or below zero under a log-normal: every cdf there is 0. */
const BELOW_ALL = -1e4;

/** The score [...] and its gradient in weights (unconstrained), mus and sigmas [..., K]. */
export interface CrpsTensors {
  readonly value: Tensor;
  readonly byWeights: Tensor;
  readonly byMus: Tensor;
  readonly bySigmas: Tensor;
}

/** 2φ(t) */
function twoDensity(t: Tensor): Tensor {
  return mul(exp(mul(square(t), -0.5)), TWO_INV_SQRT_TWO_PI);
}

/** x [..., K] along the first and along the second axis of pairs [..., K, K]. */
const first = (x: Tensor): Tensor => expandDims(x, -1);
const second = (x: Tensor): Tensor => expandDims(x, -2);

/**
 * The score and its gradient at once. The caller tidies.
 * @param y outcomes [...]; weights, mus, sigmas [..., K], weights summing to one
 */
export function crpsTensors(
  family: MixtureFamily,
  y: Tensor,
  weights: Tensor,
  mus: Tensor,
  sigmas: Tensor,
): CrpsTensors {
  const outcome = expandDims(y, -1);
  const squares = square(sigmas);
  const pairSquares = add(first(squares), second(squares));
  const gap = sub(first(mus), second(mus));
  const mean = (x: Tensor): Tensor => sum(mul(x, second(weights)), -1);

  if (family === 'normal') {
    const t = div(sub(outcome, mus), sigmas);
    const sign = erf(mul(t, Math.SQRT1_2));
    const density = twoDensity(t);
    const distance = add(mul(sub(outcome, mus), sign), mul(sigmas, density));
    const width = sqrt(pairSquares);
    const pairT = div(gap, width);
    const pairSign = erf(mul(pairT, Math.SQRT1_2));
    const pairDensity = twoDensity(pairT);
    const apart = mean(add(mul(gap, pairSign), mul(width, pairDensity)));
    return {
      value: sum(mul(weights, sub(distance, mul(apart, 0.5))), -1),
      byWeights: sub(distance, apart),
      byMus: neg(mul(weights, add(sign, mean(pairSign)))),
      bySigmas: mul(weights, sub(density, mul(sigmas, mean(div(pairDensity, width))))),
    };
  }
  const means = exp(add(mus, mul(squares, 0.5)));
  const z = where(
    greater(outcome, 0),
    div(sub(log(maximum(outcome, SMALLEST)), mus), sigmas),
    BELOW_ALL,
  );
  const shifted = sub(z, sigmas);
  const partial = mul(means, erf(mul(shifted, Math.SQRT1_2)));
  const distance = sub(mul(outcome, erf(mul(z, Math.SQRT1_2))), partial);
  const r = div(1, sqrt(mul(pairSquares, 2)));
  const a = mul(add(gap, first(squares)), r);
  // mᵢ·erf(aᵢⱼ): E|Xᵢ − Xⱼ| is this and its transpose.
  const halves = mul(first(means), erf(a));
  const rows = mean(halves);
  const columns = sum(mul(halves, first(weights)), -2);
  const density = mul(mul(exp(neg(square(a))), r), mul(first(means), TWO_INV_SQRT_PI));
  const byMus = add(partial, rows);
  return {
    value: sum(mul(weights, sub(distance, rows)), -1),
    byWeights: sub(distance, add(rows, columns)),
    byMus: neg(mul(weights, byMus)),
    bySigmas: mul(
      weights,
      sub(mul(means, twoDensity(shifted)), mul(sigmas, add(byMus, mean(density)))),
    ),
  };
}

/**
 * CRPS [...] of outcomes y [...] under mixtures with weights, mus, sigmas [..., K], in the unit of y;
 * mus and sigmas of a log-normal are those of ln X. Weights must sum to one and sigmas be positive:
 * nothing is checked on the device. y ≤ 0 is legal for a log-normal. `grad` of it is analytic; it has
 * no derivative in y.
 */
export function crpsMixture(
  family: MixtureFamily,
  y: Tensor,
  weights: Tensor,
  mus: Tensor,
  sigmas: Tensor,
): Tensor {
  const score = customGrad((...args: (Tensor | GradSaveFunc)[]) => {
    const [w, m, s] = args as Tensor[];
    const save = args[3] as GradSaveFunc;
    const { value, byWeights, byMus, bySigmas } = crpsTensors(family, y, w, m, s);
    save([byWeights, byMus, bySigmas]);
    return {
      value,
      gradFunc: (dValue: Tensor, saved: Tensor[]) =>
        saved.map((slope) => mul(expandDims(dValue, -1), slope)),
    };
  });
  return score(weights, mus, sigmas);
}
