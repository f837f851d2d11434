import type { Experiment } from './experiment.ts';

export type DataSource =
  | {
      readonly kind: 'builtin';
      readonly id: 'surgery' | 'flights' | 'wages' | 'inverse-sine';
      readonly rows: number;
      readonly seed: number;
    }
  | { readonly kind: 'table'; readonly name: string; readonly digest: string };

export interface DataSpec {
  readonly source: DataSource;
  /** `shift` is the third parameter γ of a shifted log-normal: y − shift is log-normal. */
  readonly target: { readonly column: string; readonly unit: string; readonly shift: number };
  /** Columns used as inputs; null: every column but the target. */
  readonly inputs: readonly string[] | null;
  readonly split: {
    readonly validation: number;
    readonly test: number;
    readonly seed: number;
    readonly perReplicate: boolean;
  };
}

/** A variant is a name and the fields in which it differs from the base. */
export type Variant = { readonly name: string } & Partial<Experiment>;

export interface Study {
  readonly version: 1;
  readonly title: string;
  readonly data: DataSpec;
  readonly base: Experiment;
  readonly variants: readonly Variant[];
  readonly replicates: number;
  readonly seed: number;
}

/** The experiment that a variant stands for. */
export function experimentOf(base: Experiment, variant: Variant): Experiment {
  const { name: _name, ...overrides } = variant;
  return { ...base, ...overrides };
}
