import type { Dataset } from '#lib/data/dataset.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import type { Environment, Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { ShownVariant } from '#lib/results/shown-variant.ts';

/** What a page has to export: a run under way or done, a kept run, or what a link carries. */
export interface ExportSource {
  readonly study: Study;
  readonly variants: readonly ShownVariant[];
  /** The whole of a run; null where only scores are known, as from a link. */
  readonly whole: {
    readonly results: readonly ReplicateResult[];
    readonly environment: Environment;
  } | null;
  /** Of each variant's first finished replicate; null where there is none or none was kept. */
  readonly predictions: readonly (Predictions | null)[];
  /** Encodes the study's data; null where the page has no data to encode. Rejects with words for people. */
  readonly prepare: ((data: DataSpec, replicate: number | null) => Promise<Dataset>) | null;
}
