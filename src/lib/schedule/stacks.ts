import type { ReplicateResult } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';

/** Replicates of one variant that train together, and how often they have been begun. */
export interface Stack {
  readonly variant: number;
  readonly replicates: readonly number[];
  /** Counted from 1: how often training itself has been tried. */
  readonly attempt: number;
  /** How often the worker was lost under it, which is no attempt. */
  readonly losses: number;
}

/** Replicates `from` to `to` − 1, counted from 0. */
export interface ReplicateRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts what is left of a study into stacks of at most `size`, as even as they can be, in turn over the
 * variants, so that all distributions fill side by side.
 */
export function stacksOf(
  study: Study,
  size: number,
  finished: readonly ReplicateResult[] = [],
  range: ReplicateRange = { from: 0, to: study.replicates },
): Stack[] {
  const known = new Set(finished.map((result) => `${result.variant}:${result.replicate}`));
  const perVariant = study.variants.map((_, variant) => {
    const left = Array.from(
      { length: range.to - range.from },
      (_, index) => range.from + index,
    ).filter((replicate) => !known.has(`${variant}:${replicate}`));
    const count = Math.ceil(left.length / size);
    return Array.from({ length: count }, (_, index) => ({
      variant,
      replicates: left.slice(
        Math.round((index * left.length) / count),
        Math.round(((index + 1) * left.length) / count),
      ),
      attempt: 1,
      losses: 0,
    }));
  });
  const rounds = Math.max(0, ...perVariant.map((stacks) => stacks.length));
  return Array.from({ length: rounds }, (_, round) =>
    perVariant.flatMap((stacks) => stacks.slice(round, round + 1)),
  ).flat();
}
