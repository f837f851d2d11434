import {
  crpsLognormalMixtureGrad,
  crpsNormalMixtureGrad,
  crpsQuadratureReport,
  type MixtureDistribution,
} from '#lib/crps/index.ts';
import { limitsOf, parameters, type ScoreMixture } from './score-mixture.ts';

/** Largest error that the quadrature beside the closed form accepts, in minutes. */
const TOLERANCE = 1e-9;
/** What lies beyond these quantiles adds less than 1e-9 minutes to any score within the limits. */
const TAIL = 1e-8;

export interface ScoreValues {
  /** CRPS in minutes, by the closed form. */
  readonly closed: number;
  /** The same by adaptive quadrature of the definition. */
  readonly quadrature: number;
  /** Times that the quadrature asked for F. */
  readonly evaluations: number;
  /** E|X − y| and ½E|X − X′| in minutes: the score is their difference. */
  readonly distance: number;
  readonly spread: number;
  /** ∂CRPS/∂μ of each density. */
  readonly slopes: readonly number[];
}

/** The terms of the score at `outcome`, in minutes. */
export function scoreValues(
  mixture: ScoreMixture,
  distribution: MixtureDistribution,
  outcome: number,
): ScoreValues {
  const { weights, mus, sigmas } = parameters(mixture);
  const crps = mixture.family === 'lognormal' ? crpsLognormalMixtureGrad : crpsNormalMixtureGrad;
  const { value: closed, dWeights, dMus } = crps(outcome, weights, mus, sigmas);
  // ∂CRPS/∂wᵢ = E|Xᵢ − y| − Σⱼ wⱼ E|Xᵢ − Xⱼ|, so Σᵢ wᵢ ∂CRPS/∂wᵢ = E|X − y| − E|X − X′|.
  const spread = closed - weights.reduce((sum, weight, i) => sum + weight * dWeights[i], 0);
  const report = crpsQuadratureReport(outcome, distribution.cdf, {
    lower: mixture.family === 'lognormal' ? 0 : distribution.quantile(TAIL),
    upper: distribution.quantile(1 - TAIL),
    tolerance: TOLERANCE,
    breakpoints: distribution.breakpoints(),
  });
  return {
    closed,
    quadrature: report.value,
    evaluations: report.evaluations,
    distance: closed + spread,
    spread,
    slopes: Array.from(dMus),
  };
}

/** Minutes of the score that lie left and right of the axis, whatever the outcome on it. */
export function beyondAxis(mixture: ScoreMixture, distribution: MixtureDistribution): number {
  const { min, max } = limitsOf(mixture.family).axis;
  const { cdf } = distribution;
  const breakpoints = distribution.breakpoints();
  const part = (y: number, lower: number, upper: number) =>
    lower < upper
      ? crpsQuadratureReport(y, cdf, { lower, upper, tolerance: 1e-4, breakpoints }).value
      : 0;
  const left = mixture.family === 'normal' ? part(min, distribution.quantile(TAIL), min) : 0;
  return left + part(max, max, distribution.quantile(1 - TAIL));
}
