import type { DataSpec } from '#lib/data/spec.ts';
import type { Experiment } from './experiment.ts';

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
