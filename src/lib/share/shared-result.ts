/** What a link carries, as the rest of the program knows it: a result of which less may be known than of a run. */
import type { Band } from '#lib/components/charts/curve-bands.ts';
import type { ColumnKind } from '#lib/data/table.ts';
import type { Environment, FailedReplicate } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { ShownReplicate, ShownVariant } from '#lib/results/shown-variant.ts';

export type SharedFailure = Pick<FailedReplicate, 'replicate' | 'reason' | 'message'>;

/** NaN at the epochs that were left out. */
export interface SharedCurves {
  readonly validationCrps: Band;
  /** Null where it was left out. */
  readonly trainingLoss: Band | null;
}

export interface SharedVariant extends ShownVariant {
  /** In the order of replicates, as the failed are. */
  readonly done: readonly ShownReplicate[];
  readonly failed: readonly SharedFailure[];
  /** Null where they were left out. */
  readonly curves: SharedCurves | null;
}

/** A column of an uploaded table: never its values. */
export interface SharedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
}

export interface SharedResult {
  readonly study: Study;
  readonly environment: Environment;
  /** Of the scores as they were, not as they are rounded here (scores-digest.ts). */
  readonly digest: string;
  readonly variants: readonly SharedVariant[];
  /** What knowing the true distribution would score on the same rows; null where it is not known. */
  readonly oracle: number | null;
  /** Of an uploaded table; null where they were left out. */
  readonly columns: readonly SharedColumn[] | null;
}

/** Scores of a replicate beside the test CRPS, the most important first. */
export const FURTHER_SCORES = [
  'validationCrps',
  'testLogScore',
  'coverage90',
  'coverage50',
  'excessCrps',
  'durationMs',
  'boundShare',
] as const satisfies (keyof ShownReplicate)[];

export type FurtherScore = (typeof FURTHER_SCORES)[number];
export type Score = 'testCrps' | FurtherScore;

/** Significant digits that are kept, at least. */
export const DIGITS: Readonly<Record<Score, number>> = {
  testCrps: 4,
  validationCrps: 4,
  testLogScore: 4,
  coverage90: 3,
  coverage50: 3,
  excessCrps: 4,
  durationMs: 2,
  boundShare: 2,
};
