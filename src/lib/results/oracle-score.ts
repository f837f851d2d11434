import { crpsBatch } from '#lib/crps/index.ts';
import type { TestRows } from './test-rows.ts';

/**
 * The score of the true distribution on the very outcomes that the replicates are scored on: what the dots
 * could reach at best, give or take luck. (Its expected score, over all outcomes that might have been, can
 * be far off on a few hundred rows, where one long operation moves the mean for all alike.)
 * @returns mean CRPS in the target's unit; null where the truth is not known
 */
export function oracleScore({ targets, truth }: TestRows): number | null {
  if (!truth || targets.length === 0) return null;
  const { weights, mus, sigmas, components } = truth;
  const scores = crpsBatch('lognormal', targets, weights, mus, sigmas, components);
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
