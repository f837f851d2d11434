import type { ColumnProfile } from '#lib/data/profileTable.ts';
import type { TargetSpec } from '#lib/data/spec.ts';

/** Names that say what they measure, and in which unit. */
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/(^|[^a-z])min(ute)?s?$/i, 'min'],
  [/(^|[^a-z])sec(ond)?s?$/i, 's'],
  [/(^|[^a-z])hours?$/i, 'h'],
  [/(^|[^a-z])days?$/i, 'd'],
  [/duration|length.?of.?stay|delay|target|outcome|price|cost|wage|^y$/i, ''],
];

/**
 * A first guess at what is to be forecast: a number column whose name says so, else the last one with
 * many values. The page lets people choose another.
 */
export function suggestTarget(columns: readonly ColumnProfile[]): TargetSpec {
  const numbers = columns.filter((column) => column.kind === 'number' && column.distinct > 1);
  for (const [pattern, unit] of NAMED) {
    const named = numbers.find((column) => pattern.test(column.name));
    if (named) return { column: named.name, unit, shift: 0 };
  }
  const varied = numbers.filter((column) => column.distinct > 20);
  const guess = varied.at(-1) ?? numbers.at(-1);
  return { column: guess?.name ?? '', unit: '', shift: 0 };
}
