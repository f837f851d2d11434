import { adaptiveIntegral, type IntegralReport } from './adaptiveIntegral.ts';
import type { MixtureDistribution } from './mixtureDistribution.ts';

/** Mass left out in each tail; squared, it is nothing. */
const TAIL = 1e-8;

/**
 * Cramér's distance ∫ (F − G)², in the unit of the target: what forecasting F loses in expected CRPS
 * where G is true. For two mixtures of log-normals `excessCrps` has it in closed form; this is for
 * any two. The integral is cut at both medians and tails, so that neither distribution is overlooked.
 */
export function cramerDistance(
  f: Pick<MixtureDistribution, 'cdf' | 'quantile'>,
  g: Pick<MixtureDistribution, 'cdf' | 'quantile'>,
  tolerance: number,
): IntegralReport {
  const knots = [f, g]
    .flatMap(({ quantile }) => [quantile(TAIL), quantile(0.5), quantile(1 - TAIL)])
    .sort((a, b) => a - b);
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
