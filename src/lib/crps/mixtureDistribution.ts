import ln from '@stdlib/math-base-special-ln';
import { SQRT1_2 } from './constants.ts';
import { erfc } from './erfc.ts';
import { exp } from './exp.ts';
import type { MixtureFamily } from './family.ts';
import { checkedMixture, type Mixture } from './mixtureArguments.ts';
import { normalMixtureQuantile } from './normalMixtureQuantile.ts';

const LN_SQRT_2PI = 0.9189385332046728;

/** A predicted distribution, and what a forecaster asks of it. Everything in the target's own unit. */
export interface MixtureDistribution {
  readonly family: MixtureFamily;
  readonly mean: number;
  /** F(x) = P(X ≤ x), also the probability integral transform of an outcome x. */
  cdf(x: number): number;
  /** P(X > x), accurate in the upper tail, where 1 − cdf(x) is not. */
  survival(x: number): number;
  density(x: number): number;
  /** ln f(x); −Infinity for x ≤ 0 under a log-normal. The log score of an outcome y is −logDensity(y). */
  logDensity(x: number): number;
  /**
   * Where F rises, component by component: from its mean to where its mass ends, as far as doubles tell. What
   * integrates F cuts there, so that it steps over no component. Finite, in no order.
   */
  breakpoints(): number[];
  /** The x with F(x) = level, 0 < level < 1. @throws RangeError */
  quantile(level: number): number;
}

/** Σ wᵢ Φ(±zᵢ) on the scale where the components are normal. */
function mass(u: number, { weights, mus, sigmas }: Mixture, sign: 1 | -1): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i] * erfc(((mus[i] - u) / sigmas[i]) * sign * SQRT1_2);
  }
  // Rounding of normalised weights may take the sum an ulp past one.
  return Math.min(1, 0.5 * sum);
}

/** ln Σ wᵢ φ(zᵢ)/σᵢ with the largest exponent taken out: far in a tail φ underflows, its logarithm does not. */
function logNormalDensity(u: number, { weights, mus, sigmas }: Mixture): number {
  let largest = -Infinity;
  for (let i = 0; i < weights.length; i++) {
    const z = (u - mus[i]) / sigmas[i];
    if (weights[i] > 0) largest = Math.max(largest, -0.5 * z * z);
  }
  if (largest === -Infinity) return -Infinity;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const z = (u - mus[i]) / sigmas[i];
    sum += (weights[i] / sigmas[i]) * exp(-0.5 * z * z - largest);
  }
  return largest + ln(sum) - LN_SQRT_2PI;
}

function meanOf(family: MixtureFamily, { weights, mus, sigmas }: Mixture): number {
  let mean = 0;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    const lognormal = family === 'lognormal';
    mean += weights[i] * (lognormal ? exp(mus[i] + 0.5 * sigmas[i] * sigmas[i]) : mus[i]);
  }
  return mean;
}

/** Φ at these is as good as 0, far below a half, a half, and so on. */
const STEPS = [-8, -3, 0, 3, 8];

/** On the scale where the components are normal. */
function breakpointsOf({ weights, mus, sigmas }: Mixture): number[] {
  return Array.from(weights).flatMap((weight, i) =>
    weight > 0 ? STEPS.map((step) => mus[i] + step * sigmas[i]) : [],
  );
}

/**
 * The mixture Σ wᵢ N(muᵢ, sigmaᵢ²), or of log-normals with mus and sigmas those of ln X. Weights are
 * normalised. Its functions expect numbers, not NaN, and do not check them; ±Infinity is legal in
 * cdf and survival.
 * @throws RangeError naming the argument, as `crpsLognormalMixture`.
 */
export function mixtureDistribution(
  family: MixtureFamily,
  weights: ArrayLike<number>,
  mus: ArrayLike<number>,
  sigmas: ArrayLike<number>,
): MixtureDistribution {
  const mixture = checkedMixture(weights, mus, sigmas);
  const mean = meanOf(family, mixture);
  if (family === 'normal') {
    const logDensity = (x: number) => logNormalDensity(x, mixture);
    return {
      family,
      mean,
      cdf: (x) => mass(x, mixture, 1),
      survival: (x) => mass(x, mixture, -1),
      density: (x) => exp(logDensity(x)),
      logDensity,
      breakpoints: () => breakpointsOf(mixture),
      quantile: (level) => normalMixtureQuantile(level, mixture),
    };
  }
  const logDensity = (x: number) => {
    if (x <= 0) return -Infinity;
    const u = ln(x);
    return logNormalDensity(u, mixture) - u;
  };
  return {
    family,
    mean,
    cdf: (x) => (x > 0 ? mass(ln(x), mixture, 1) : 0),
    survival: (x) => (x > 0 ? mass(ln(x), mixture, -1) : 1),
    density: (x) => exp(logDensity(x)),
    logDensity,
    breakpoints: () => breakpointsOf(mixture).map(exp).filter(Number.isFinite),
    quantile: (level) => exp(normalMixtureQuantile(level, mixture)),
  };
}
