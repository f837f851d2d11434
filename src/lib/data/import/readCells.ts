/** A raw column's distinct cells with what any reading of them needs: which are missing, how often each comes. */
import type { RawColumn } from './rawTable.ts';
import { isMissing } from './missing.ts';

export interface Cells {
  readonly column: RawColumn;
  /** Rows of each distinct cell; 0 for missing markers. */
  readonly counts: Int32Array;
  /** Rows with a value. */
  readonly present: number;
  /** Distinct values. */
  readonly distinct: number;
}

export function readCells(column: RawColumn): Cells {
  const counts = new Int32Array(column.cells.length);
  for (const code of column.codes) counts[code] += 1;
  let present = 0;
  let distinct = 0;
  column.cells.forEach((cell, code) => {
    if (isMissing(cell)) counts[code] = 0;
    if (counts[code] === 0) return;
    present += counts[code];
    distinct += 1;
  });
  return { column, counts, present, distinct };
}

/** Each distinct value once, with its rows. */
export function* valuesOf({ column, counts }: Cells): Generator<readonly [string, number]> {
  for (let code = 0; code < counts.length; code++) {
    if (counts[code] > 0) yield [column.cells[code], counts[code]];
  }
}

/** Rows whose value is not as expected, up to this share, do not keep a column from being read as numbers or dates. */
export const tolerated = 0.05;

/** What each distinct cell is read as, and the rows whose cell cannot be. */
export interface CellReading<T> {
  /** One a distinct cell; null for missing and for what cannot be read. */
  readonly values: readonly (T | null)[];
  readonly unread: number;
  readonly firstUnread: string | null;
}

export function readEach<T>(cells: Cells, parse: (cell: string) => T | null): CellReading<T> {
  let unread = 0;
  let firstUnread: string | null = null;
  const values = cells.column.cells.map((cell, code) => {
    if (cells.counts[code] === 0) return null;
    const value = parse(cell);
    if (value === null) {
      unread += cells.counts[code];
      firstUnread ??= cell;
    }
    return value;
  });
  return { values, unread, firstUnread };
}

/** Whether so few rows cannot be read that the reading is right and they are slips. */
export function isReading(cells: Cells, unread: number): boolean {
  return cells.present > 0 && unread <= tolerated * cells.present;
}
