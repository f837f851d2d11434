import { adaptiveIntegral, type IntegralReport } from './adaptiveIntegral.ts';
import type { MixtureDistribution } from './mixtureDistribution.ts';

/**
 * Cramér's distance ∫ (F − G)², in the unit of the target: what forecasting F loses in expected CRPS
 * where G is true. For two mixtures of log-normals `excessCrps` has it in closed form; this is for
 * any two. The integral is cut where either distribution rises, so that no component is stepped over.
 */
export function cramerDistance(
  f: Pick<MixtureDistribution, 'cdf' | 'breakpoints'>,
  g: Pick<MixtureDistribution, 'cdf' | 'breakpoints'>,
  tolerance: number,
): IntegralReport {
  const knots = [...f.breakpoints(), ...g.breakpoints()].sort((a, b) => a - b);
  const gap = (x: number) => {
    const difference = f.cdf(x) - g.cdf(x);
    return difference * difference;
  };
  let value = 0;
  let errorEstimate = 0;
  let evaluations = 0;
  let converged = true;
  for (let i = 1; i < knots.length; i++) {
    const part = adaptiveIntegral(gap, knots[i - 1], knots[i], tolerance / (knots.length - 1));
    value += part.value;
    errorEstimate += part.errorEstimate;
    evaluations += part.evaluations;
    converged &&= part.converged;
  }
  return { value, errorEstimate, evaluations, converged };
}
