import { INV_SQRT_PI } from './constants.ts';
import type { Mixture } from './mixtureArguments.ts';
import { jointSigma, normalAbsoluteMean } from './normalDifference.ts';

/**
 * The kernel: CRPS of the first `components` entries of a checked mixture of normals, without
 * allocation. Σᵢ wᵢ A(y − μᵢ, σᵢ) − ½ ΣᵢΣⱼ wᵢwⱼ A(μᵢ − μⱼ, √(σᵢ² + σⱼ²)), each pair once.
 */
export function normalMixtureScore(y: number, mixture: Mixture, components: number): number {
  const { weights, mus, sigmas } = mixture;
  let score = 0;
  for (let i = 0; i < components; i++) {
    const weight = weights[i];
    if (weight === 0) continue;
    const sigma = sigmas[i];
    // The pair of a component with itself: ½·wᵢ²·A(0, √2·σᵢ) = wᵢ²·σᵢ/√π.
    let part = normalAbsoluteMean(y - mus[i], sigma) - weight * sigma * INV_SQRT_PI;
    for (let j = 0; j < i; j++) {
      if (weights[j] === 0) continue;
      part -= weights[j] * normalAbsoluteMean(mus[i] - mus[j], jointSigma(sigma, sigmas[j]));
    }
    score += weight * part;
  }
  return score < 0 ? 0 : score;
}
