/** Which data a study uses, and how it is cut. Part of the study file. */
export type BuiltinId = 'surgery' | 'flights' | 'wages' | 'inverse-sine';

export interface BuiltinSource {
  readonly kind: 'builtin';
  readonly id: BuiltinId;
  readonly rows: number;
  readonly seed: number;
}

/** A table of the user's own: it never travels, so only its name and digest are kept. */
export interface TableSource {
  readonly kind: 'table';
  readonly name: string;
  /** `sha256-` and 64 hexadecimal digits of the file's bytes. */
  readonly digest: string;
}

export type DataSource = BuiltinSource | TableSource;

export interface TargetSpec {
  readonly column: string;
  readonly unit: string;
  /** The third parameter γ of a shifted log-normal: y − shift is log-normal. */
  readonly shift: number;
}

export interface SplitSpec {
  /** Shares of the usable rows. */
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
  /** A split of its own for each replicate, keyed by its index. */
  readonly perReplicate: boolean;
}

export interface DataSpec {
  readonly source: DataSource;
  readonly target: TargetSpec;
  /** Columns used as inputs; null: every column but the target. */
  readonly inputs: readonly string[] | null;
  /** Kinds that the user chose over the inferred ones, by column name. */
  readonly kinds: Readonly<Record<string, 'number' | 'category' | 'text'>>;
  readonly split: SplitSpec;
}
