import type { Interval } from '#lib/experiment/interval.ts';
import { meanOf, summarise } from '#lib/experiment/statistics.ts';
import type { VariantSnapshot } from '#lib/run/run-ledger.ts';

/** A line of the table: one variant's finished replicates. Scores are in the target's unit. */
export interface VariantSummary {
  readonly name: string;
  readonly n: number;
  readonly failed: number;
  /** Test CRPS; null before the first replicate. */
  readonly score: {
    readonly mean: number;
    readonly interval: Interval | null;
    readonly sd: number | null;
    readonly best: number;
    readonly worst: number;
  } | null;
  /** Means over replicates; null before the first. */
  readonly validation: number | null;
  readonly logScore: number | null;
  readonly coverage50: number | null;
  readonly coverage90: number | null;
  /** Expected CRPS above the oracle's, where the truth is known. */
  readonly excess: number | null;
  /** Of one replicate. */
  readonly timeMs: number | null;
}

export function summariseVariant(variant: VariantSnapshot): VariantSummary {
  const { name, done, failed } = variant;
  const mean = (of: (result: (typeof done)[number]) => number) =>
    done.length === 0 ? null : meanOf(done.map(of));
  const known = done.flatMap((result) => result.excessCrps ?? []);
  return {
    name,
    n: done.length,
    failed: failed.length,
    score: summarise(done.map((result) => result.testCrps)),
    validation: mean((result) => result.validationCrps),
    logScore: mean((result) => result.testLogScore),
    coverage50: mean((result) => result.coverage50),
    coverage90: mean((result) => result.coverage90),
    excess: known.length === 0 ? null : meanOf(known),
    timeMs: mean((result) => result.durationMs),
  };
}
