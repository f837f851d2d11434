/** Whether a target suits the families that a study trains, and if not, what would help: for buttons. */
import { countWords } from '#lib/format/counted.ts';
import { valueWords } from '#lib/format/number-words.ts';
import { parseNumber } from './import/parseNumber.ts';
import type { TargetSpec } from './spec.ts';
import type { Column, Table } from './table.ts';
import { targetColumn, type TargetFault } from './targetColumn.ts';
import { isRoundedAway, LARGEST, NARROWEST, rangeOf, SMALLEST, stepAt } from './targetRange.ts';

export type TargetFamily = 'lognormal' | 'normal';

export type TargetRemedy =
  | { readonly kind: 'shift'; readonly shift: number }
  | { readonly kind: 'family'; readonly family: 'normal' }
  /** Read the column as numbers. */
  | { readonly kind: 'column-kind'; readonly column: string; readonly to: 'number' }
  /** Take another column as the target. */
  | { readonly kind: 'column'; readonly column: string };

export type TargetCheck =
  | {
      readonly status: 'ok';
      /** Rows with a target, and rows without that will be left out. */
      readonly usable: number;
      readonly missing: number;
    }
  | {
      readonly status: 'refused';
      readonly problem: TargetFault | 'beyond-doubles' | 'not-positive' | 'too-narrow';
      /** A sentence for people. */
      readonly message: string;
      /** Rows concerned, where the problem lies in single rows. */
      readonly rows: number | null;
      readonly remedies: readonly TargetRemedy[];
    };

/** @param families of all variants */
export function checkTarget(
  table: Table,
  target: TargetSpec,
  families: Iterable<TargetFamily>,
): TargetCheck {
  const found = targetColumn(table, target.column);
  if (found.status === 'refused') {
    const { reason: problem, message } = found;
    const remedies = otherTargets(table, target.column, problem);
    return { status: 'refused', problem, message, rows: null, remedies };
  }

  const { column, usable } = found;
  const values = Float64Array.from(usable, (row) => column.values[row]).sort();
  const beyond = beyondDoubles(target.column, values);
  if (beyond) {
    const problem = 'beyond-doubles';
    return { status: 'refused', problem, message: beyond, rows: null, remedies: [] };
  }
  const rows = values.findIndex((value) => value - target.shift > 0);
  const low = rows < 0 ? values.length : rows;
  const lognormal = [...families].includes('lognormal');
  const remedies = (): TargetRemedy[] => [
    { kind: 'shift', shift: suggestShift(values) },
    { kind: 'family', family: 'normal' },
  ];
  if (low > 0 && lognormal) {
    const limit =
      target.shift === 0 ? 'zero or less' : `${valueWords(target.shift)} (the shift) or less`;
    return {
      status: 'refused',
      problem: 'not-positive',
      message: `“${target.column}” is ${limit} in ${countWords(low)} of ${countWords(values.length)} rows (the lowest is ${valueWords(values[0])}), where a log-normal has no density. Shift it, or use the normal family.`,
      rows: low,
      remedies: remedies(),
    };
  }
  const { middle, spread } = rangeOf(values.map((value) => value - target.shift));
  if (lognormal && spread < NARROWEST * middle) {
    const less = target.shift === 0 ? '' : ` less ${valueWords(target.shift)} (the shift)`;
    return {
      status: 'refused',
      problem: 'too-narrow',
      message: `“${target.column}”${less} varies by only ${rounded(spread)} about ${rounded(middle)}: less than a thousandth of its size, which is too narrow for a log-normal. Subtract a constant by shifting it, or use the normal family.`,
      rows: null,
      remedies: remedies(),
    };
  }
  return { status: 'ok', usable: usable.length, missing: table.rows - usable.length };
}

/** Why doubles cannot hold these numbers' differences, in words, or null where they can. */
function beyondDoubles(column: string, sorted: Float64Array): string | null {
  const largest = Math.max(-sorted[0], sorted[sorted.length - 1]);
  if (largest > LARGEST) {
    return `“${column}” reaches ${valueWords(largest)}, where sums leave the range of numbers (${valueWords(LARGEST)}). Multiply the column by a small constant.`;
  }
  const range = rangeOf(sorted);
  if (range.spread < SMALLEST) {
    return `“${column}” varies by only ${rounded(range.spread)}, at the end of the range of numbers (${valueWords(SMALLEST)}). Multiply the column by a large constant.`;
  }
  if (!isRoundedAway(range)) return null;
  return `“${column}” varies by only ${rounded(range.spread)} about ${valueWords(range.middle)}, where numbers lie ${rounded(stepAt(range.middle))} apart: its differences were rounded away when the file was read. Subtract a constant from the column in the file itself.`;
}

function rounded(value: number): string {
  return valueWords(value, 3);
}

/**
 * A round number below the smallest value, by about a twentieth of the way to the median: nearer, and
 * the logarithm makes outliers of the lowest rows.
 * @param sorted ascending, not constant
 */
function suggestShift(sorted: Float64Array): number {
  const lowest = sorted[0];
  const reach =
    sorted[Math.floor(sorted.length / 2)] - lowest || sorted[sorted.length - 1] - lowest;
  const step = Number(`1e${Math.floor(Math.log10(reach / 20))}`);
  const shift = Number((Math.floor((lowest - step) / step) * step).toPrecision(15));
  // Far from zero a step can vanish in rounding: then any distance that does not will do.
  return lowest - shift > 0 ? shift : lowest - reach;
}

function otherTargets(table: Table, name: string, problem: TargetFault): readonly TargetRemedy[] {
  const remedies: TargetRemedy[] = [];
  const column = table.columns.find((candidate) => candidate.name === name);
  if (problem === 'not-numeric' && column && looksNumeric(column)) {
    remedies.push({ kind: 'column-kind', column: name, to: 'number' });
  }
  for (const other of table.columns) {
    if (remedies.length === 3) break;
    if (other.name === name || targetColumn(table, other.name).status === 'refused') continue;
    remedies.push({ kind: 'column', column: other.name });
  }
  return remedies;
}

/** Whether most levels are numbers, as with codes such as 007. */
function looksNumeric(column: Column): boolean {
  if (column.kind !== 'category') return false;
  const numeric = column.levels.filter(
    (level) =>
      !Number.isNaN(parseNumber(level, 'point')) || !Number.isNaN(parseNumber(level, 'comma')),
  );
  return numeric.length > 0.9 * column.levels.length;
}
