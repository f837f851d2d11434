import { cutDifference, cutFromItself, cutFromOutcome } from './lognormalDifference.ts';
import ln from '@stdlib/math-base-special-ln';
import type { Mixture } from './mixtureArguments.ts';

/**
 * The kernel: CRPS of the first `components` entries of a checked mixture of log-normals, without
 * allocation; each pair once. Infinity where the score itself is beyond the largest double.
 */
export function lognormalMixtureScore(y: number, mixture: Mixture, components: number): number {
  const { weights, mus, sigmas } = mixture;
  const logY = y > 0 ? ln(y) : 0;
  let score = 0;
  for (let i = 0; i < components; i++) {
    const weight = weights[i];
    if (weight === 0) continue;
    let part =
      cutFromOutcome(mus[i], sigmas[i], y, logY) - 0.5 * weight * cutFromItself(mus[i], sigmas[i]);
    for (let j = 0; j < i; j++) {
      if (weights[j] === 0) continue;
      part -= weights[j] * cutDifference(mus[i], sigmas[i], mus[j], sigmas[j]);
    }
    score += weight * part;
  }
  if (score < 0) return 0;
  // Finite arguments give NaN only as ∞ − ∞, where a pair's expected minimum has overflowed.
  return score === score ? score : Infinity;
}
