import { meanOf, summarise, type Summary } from '#lib/experiment/statistics.ts';
import type { ShownReplicate, ShownVariant } from './shown-variant.ts';

/** A line of the table: one variant's finished replicates. Scores are in the target's unit. */
export interface VariantSummary {
  readonly name: string;
  readonly n: number;
  readonly failed: number;
  /** Test CRPS; null before the first replicate. */
  readonly score: Omit<Summary, 'n'> | null;
  /** Means over the replicates of which it is known; null where it is of none. */
  readonly validation: number | null;
  readonly logScore: number | null;
  readonly coverage50: number | null;
  readonly coverage90: number | null;
  /** Expected CRPS less the oracle's expected, where the truth is known. */
  readonly excess: number | null;
  /** Of one replicate. */
  readonly timeMs: number | null;
}

export function summariseVariant(variant: ShownVariant): VariantSummary {
  const { name, done, failed } = variant;
  const mean = (of: (result: ShownReplicate) => number | null) => {
    const known = done.flatMap((result) => of(result) ?? []);
    return known.length === 0 ? null : meanOf(known);
  };
  return {
    name,
    n: done.length,
    failed: failed.length,
    score: summarise(done.map((result) => result.testCrps)),
    validation: mean((result) => result.validationCrps),
    logScore: mean((result) => result.testLogScore),
    coverage50: mean((result) => result.coverage50),
    coverage90: mean((result) => result.coverage90),
    excess: mean((result) => result.excessCrps),
    timeMs: mean((result) => result.durationMs),
  };
}
