/** Whether a study that was run again scored what the link says. */
import type { ReplicateResult } from '#lib/experiment/result.ts';
import { scoresDigest } from '#lib/experiment/scores-digest.ts';
import { DIGITS, type SharedResult } from './shared-result.ts';

/** Engines that differ in the last digits drift apart while they train: this share of a score is nothing to report. */
export const TOLERANCE = 0.001;

export interface LargestDifference {
  /** Of the test CRPS, without its sign, in the target's unit. */
  readonly size: number;
  readonly variant: string;
  /** Counted from 0. */
  readonly replicate: number;
}

export type Agreement =
  /** Nothing that the link has was trained here. */
  | { readonly status: 'none' }
  | {
      readonly status: 'identical' | 'within' | 'different';
      /** Replicates that both have, finished or failed, and those that the link has. */
      readonly compared: number;
      readonly shared: number;
      /** Replicates further apart than the tolerance, and those that failed in one place only. */
      readonly beyond: number;
      readonly failedOnce: number;
      /** The scores here have the digest of the link; where its scores are others, someone changed them. */
      readonly sameDigest: boolean;
      /** Null where no replicate finished in both places. */
      readonly largest: LargestDifference | null;
    };

/** Half of the last digit that the link has of a score. */
function rounding(score: number): number {
  const size = score > 0 ? Number(score.toExponential().split('e')[1]) : 0;
  return 0.5 * 10 ** (size - DIGITS.testCrps + 1) * (1 + 1e-9);
}

/** @param results of the run here, in any order, perhaps not of all replicates */
export function agreementOf(shared: SharedResult, results: readonly ReplicateResult[]): Agreement {
  const here = new Map(results.map((result) => [`${result.variant}:${result.replicate}`, result]));
  const common: ReplicateResult[] = [];
  let total = 0;
  let beyond = 0;
  let failedOnce = 0;
  let rounded = true;
  let largest: LargestDifference | null = null;
  shared.variants.forEach(({ name, done, failed }, variant) => {
    for (const { replicate, testCrps } of done) {
      total++;
      const result = here.get(`${variant}:${replicate}`);
      if (!result) continue;
      common.push(result);
      if (result.status === 'failed') {
        failedOnce++;
        continue;
      }
      const size = Math.abs(result.testCrps - testCrps);
      if (!largest || size > largest.size) largest = { size, variant: name, replicate };
      if (size > rounding(testCrps)) rounded = false;
      if (size > rounding(testCrps) + TOLERANCE * testCrps) beyond++;
    }
    for (const { replicate } of failed) {
      total++;
      const result = here.get(`${variant}:${replicate}`);
      if (!result) continue;
      common.push(result);
      if (result.status === 'done') failedOnce++;
    }
  });
  if (common.length === 0) return { status: 'none' };
  const whole = common.length === total;
  const sameDigest = whole && scoresDigest(common) === shared.digest;
  const apart = beyond + failedOnce > 0;
  const identical = sameDigest && rounded && !apart;
  return {
    status: identical ? 'identical' : apart ? 'different' : 'within',
    compared: common.length,
    shared: total,
    beyond,
    failedOnce,
    sameDigest,
    largest,
  };
}
