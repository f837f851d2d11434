import exp from '@stdlib/math-base-special-exp';
import ln from '@stdlib/math-base-special-ln';
import type { HeadRow } from './head.ts';
import type { RowSlopes } from './rowLoss.ts';

/** ½ ln 2π */
const HALF_LN_TWO_PI = 0.9189385332046728;

/**
 * −ln of the mixture's density at z, on the standardised scale, by log-sum-exp (Bishop 1994). With
 * γ the responsibilities: ∂/∂logitₖ = wₖ − γₖ, ∂/∂μₖ = γₖ(μₖ − z)/σₖ², ∂/∂σₖ = γₖ(1 − ((z − μₖ)/σₖ)²)/σₖ.
 */
export function nllRow(components: number) {
  const logJoint = new Float64Array(components);
  return (row: HeadRow, z: number, _y: number, slopes: RowSlopes | null): number => {
    const { logWeights, weights, mus, sigmas } = row;
    let largest = -Infinity;
    for (let k = 0; k < components; k++) {
      const t = (z - mus[k]) / sigmas[k];
      logJoint[k] = logWeights[k] - ln(sigmas[k]) - 0.5 * t * t;
      if (!(logJoint[k] <= largest)) largest = logJoint[k];
    }
    let total = 0;
    for (let k = 0; k < components; k++) {
      logJoint[k] = exp(logJoint[k] - largest);
      total += logJoint[k];
    }
    if (slopes !== null) {
      for (let k = 0; k < components; k++) {
        const responsibility = logJoint[k] / total;
        const t = (z - mus[k]) / sigmas[k];
        slopes.byLogits[k] = weights[k] - responsibility;
        slopes.byMus[k] = (-responsibility * t) / sigmas[k];
        slopes.bySigmas[k] = (responsibility * (1 - t * t)) / sigmas[k];
      }
    }
    return HALF_LN_TWO_PI - largest - ln(total);
  };
}
