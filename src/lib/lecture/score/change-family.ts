import type { MixtureFamily } from '#lib/crps/index.ts';
import { clamp, limitsOf, type Density, type ScoreMixture } from './score-mixture.ts';

/** Mean and standard deviation of a density, in minutes. */
function moments(family: MixtureFamily, { mu, sigma }: Density): { mean: number; sd: number } {
  if (family === 'normal') return { mean: mu, sd: sigma };
  const mean = Math.exp(mu + 0.5 * sigma * sigma);
  return { mean, sd: mean * Math.sqrt(Math.expm1(sigma * sigma)) };
}

/**
 * The mixture in the other family: each density keeps its mean and standard deviation, as far as the
 * limits allow.
 */
export function inFamily(mixture: ScoreMixture, family: MixtureFamily): ScoreMixture {
  if (family === mixture.family) return mixture;
  const limits = limitsOf(family);
  const densities = mixture.densities.map((density) => {
    const { mean, sd } = moments(mixture.family, density);
    if (family === 'normal') {
      return {
        ...density,
        mu: clamp(mean, limits.middle),
        sigma: clamp(sd, limits.sigma),
      };
    }
    const positive = Math.max(mean, limits.middle.min);
    const variance = Math.log1p((sd / positive) ** 2);
    const middle = clamp(positive * Math.exp(-0.5 * variance), limits.middle);
    return { ...density, mu: Math.log(middle), sigma: clamp(Math.sqrt(variance), limits.sigma) };
  });
  return { family, densities };
}
