/** Decides what a raw column holds, unless a person has, and makes columns of it. */
import type { Column, ColumnKind } from '../table.ts';
import type { FileStyle } from './numberStyle.ts';
import { daysOf, parseClock } from './parseMoment.ts';
import type { RawColumn } from './rawTable.ts';
import { isReading, readCells, readEach, valuesOf, type Cells } from './readCells.ts';
import { dateColumns, findDates } from './readDates.ts';
import { findNumbers, numbersColumn, readNumbers } from './readNumbers.ts';
import { slips } from './slips.ts';

export interface ColumnReading {
  readonly name: string;
  /** What the column was found or chosen to hold. */
  readonly holds: ColumnKind | 'dates' | 'times';
  readonly columns: readonly Column[];
  readonly notices: readonly string[];
}

/** More distinct values than this, mostly different and of several words, are text. */
const fewValues = 50;
const longText = 60;

/** @param kind what a person chose, or null to infer it */
export function readColumn(
  column: RawColumn,
  kind: ColumnKind | null,
  file: FileStyle,
  lines: Int32Array,
): ColumnReading {
  const cells = readCells(column);
  switch (kind) {
    case null:
      return inferred(cells, file, lines);
    case 'number':
      return chosenNumber(cells, file, lines);
    case 'category':
    case 'text':
      return asWords(cells, kind);
    default:
      return kind satisfies never;
  }
}

function inferred(cells: Cells, file: FileStyle, lines: Int32Array): ColumnReading {
  const { name } = cells.column;
  if (cells.present === 0) {
    return { ...asWords(cells, 'category'), notices: [`“${name}” has no values.`] };
  }
  const times = findTimes(cells, lines);
  if (times) return times;
  const dates = findDates(cells);
  if (dates) return { name, holds: 'dates', ...dateColumns(cells, dates, lines) };
  const numbers = findNumbers(cells, file);
  if (numbers) {
    const { column, notices } = numbersColumn(cells, numbers, lines);
    return { name, holds: 'number', columns: [column], notices };
  }
  return asWords(cells, isText(cells) ? 'text' : 'category');
}

/** 7:30 is 7.5 hours: right for a time of day and for a duration in hours and minutes. */
function findTimes(cells: Cells, lines: Int32Array): ColumnReading | null {
  const { name, codes } = cells.column;
  const first = cells.column.cells.find((_, code) => cells.counts[code] > 0) ?? '';
  if (!first.includes(':')) return null;
  const reading = readEach(cells, (cell) => parseClock(cell, 999));
  if (!isReading(cells, reading.unread)) return null;
  const values = Float64Array.from(codes, (code) => (reading.values[code] ?? NaN) / 60);
  const notices = [
    `“${name}” is read as hours: ${first} is ${Number(((parseClock(first, 999) ?? NaN) / 60).toFixed(2))}.`,
    ...slips(cells, reading, 'time', lines),
  ];
  return { name, holds: 'times', columns: [{ kind: 'number', name, values }], notices };
}

/** Numbers by choice: dates are days since 1970, codes lose their leading zeros, the rest is missing. */
function chosenNumber(cells: Cells, file: FileStyle, lines: Int32Array): ColumnReading {
  const { name, codes } = cells.column;
  const dates = findDates(cells);
  if (dates) {
    const { values } = dates.reading;
    const days = values.map((moment) => (moment ? daysOf(moment) : NaN));
    const column = {
      kind: 'number',
      name,
      values: Float64Array.from(codes, (code) => days[code]),
    } as const;
    const notices = [`“${name}” holds dates and is read as days since 1 January 1970.`];
    return { name, holds: 'number', columns: [column], notices };
  }
  const times = findTimes(cells, lines);
  if (times) return { ...times, holds: 'number' };
  const { column, notices } = numbersColumn(cells, readNumbers(cells, file), lines);
  return { name, holds: 'number', columns: [column], notices };
}

function isText(cells: Cells): boolean {
  let words = 0;
  let length = 0;
  for (const [cell, count] of valuesOf(cells)) {
    words += count * (cell.split(/\s+/).length > 1 ? 1 : 0);
    length += count * cell.length;
  }
  if (cells.distinct <= fewValues) return false;
  if (length > longText * cells.present) return true;
  return cells.distinct > 0.2 * cells.present && words > 0.5 * cells.present;
}

function asWords(cells: Cells, kind: 'category' | 'text'): ColumnReading {
  const { name, codes, cells: distinct } = cells.column;
  if (kind === 'text') {
    const words = distinct.map((cell, code) => (cells.counts[code] > 0 ? cell : ''));
    const values = Array.from(codes, (code) => words[code]);
    return { name, holds: kind, columns: [{ kind, name, values }], notices: [] };
  }
  const levels = Array.from(valuesOf(cells), ([cell]) => cell);
  let next = 0;
  const codeOf = Int32Array.from(cells.counts, (count) => (count > 0 ? next++ : -1));
  const column = { kind, name, levels, codes: codes.map((code) => codeOf[code]) } as const;
  return { name, holds: kind, columns: [column], notices: [] };
}
