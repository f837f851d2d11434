/** What a study takes for granted when it names a built-in set and nothing more. */
import type { BuiltinId, TargetSpec } from '#lib/data/spec.ts';

export interface BuiltinDefaults {
  readonly rows: number;
  /** The most rows there are, or that its simulator gives. */
  readonly largest: number;
  readonly target: TargetSpec;
}

/** A split in three needs at least this many rows. */
export const SMALLEST_TABLE = 20;

export const builtinDefaults: Readonly<Record<BuiltinId, BuiltinDefaults>> = {
  surgery: { rows: 5000, largest: 53_783, target: { column: 'minutes', unit: 'min', shift: 0 } },
  // The earliest flight is 59 minutes early.
  flights: { rows: 5000, largest: 20_000, target: { column: 'delay', unit: 'min', shift: -60 } },
  wages: { rows: 534, largest: 534, target: { column: 'wage', unit: 'USD/h', shift: 0 } },
  'inverse-sine': { rows: 2000, largest: 100_000, target: { column: 'y', unit: '', shift: 0 } },
};
