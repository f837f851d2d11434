import { countWords } from '#lib/format/counted.ts';

/** With fewer than one value for so many rows, a target is taken for one with ties. */
const ROWS_A_VALUE = 2;

/**
 * Many rows share a value, as where durations are noted in whole minutes. A density can be as high as its sigma lets
 * it there, so that the log score tells how narrow the narrowest density may be, not how good a forecast is.
 * @param values of the target's column, NaN where missing
 * @param rows those that are used
 * @returns what to say of it, or nothing
 */
export function tiedTargets(name: string, values: Float64Array, rows: Int32Array): string[] {
  const distinct = new Set(Array.from(rows, (row) => values[row])).size;
  if (distinct * ROWS_A_VALUE > rows.length) return [];
  return [
    `“${name}” has only ${countWords(distinct)} different values in ${countWords(rows.length)} rows. The log score then depends on the smallest sigma a density may have. Compare variants by CRPS, and train on the CRPS; or add noise as wide as the rounding to the target.`,
  ];
}
