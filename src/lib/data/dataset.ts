/**
 * A dataset is a table made ready to train on: inputs encoded as numbers, rows split in three. It is
 * what crosses to a worker, so it is flat arrays only. The target stays in its own unit: what a family
 * does with it (take logs, standardise) is the model's business (#lib/mdn).
 */
import type { ColumnRule } from './encode/columnRule.ts';
import type { Truth } from './table.ts';

export interface Part {
  readonly count: number;
  /** Row numbers in the table, so that a prediction can be traced to its case. */
  readonly rows: Int32Array;
  /** Encoded inputs, row-major, count × width. */
  readonly inputs: Float32Array;
  /** Target in its own unit, less `shift`. */
  readonly targets: Float64Array;
  /** Exact expected CRPS of the true distribution, one a row; only where the truth is known. */
  readonly oracle?: Float64Array;
  /** The true log-normal mixture of each row's target, row-major count × components; only where it is known and `shift` is 0. */
  readonly truth?: Truth;
}

export interface Dataset {
  readonly width: number;
  /** What each encoded input stands for, such as `age` or `procedure = tonsillectomy`. */
  readonly features: readonly string[];
  /** How each column becomes inputs, in their order. */
  readonly encoding: readonly ColumnRule[];
  readonly target: { readonly column: string; readonly unit: string; readonly shift: number };
  readonly train: Part;
  readonly validation: Part;
  readonly test: Part;
  /** What was left out or changed, in sentences for people. */
  readonly notices: readonly string[];
}
