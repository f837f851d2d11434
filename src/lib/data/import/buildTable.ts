/** Makes a table of a parsed file: the kinds a person chose, the others inferred. */
import type { Column, ColumnKind, Table } from '../table.ts';
import { withKinds, type Kinds } from '../withKinds.ts';
import { uniqueName } from './columnNames.ts';
import { fileStyle, styleEvidence } from './numberStyle.ts';
import type { RawTable } from './rawTable.ts';
import { readCells, valuesOf } from './readCells.ts';
import { readColumn, type ColumnReading } from './readColumn.ts';

export interface BuiltTable {
  readonly table: Table;
  /** What each column of the file holds, in its order. */
  readonly readings: readonly ColumnReading[];
  readonly notices: readonly string[];
}

/** Builds column by column and yields the share done after each, so that a caller can pause or stop. */
export function* buildingTable(raw: RawTable, kinds: Kinds): Generator<number, BuiltTable> {
  const total = 2 * raw.columns.length;
  const evidence = [];
  for (const column of raw.columns) {
    const cells = Array.from(valuesOf(readCells(column)), ([cell]) => cell);
    evidence.push(styleEvidence(cells));
    yield evidence.length / total;
  }
  const style = fileStyle(evidence, raw.delimiter);
  const readings: ColumnReading[] = [];
  for (const column of raw.columns) {
    const kind: ColumnKind | null = Object.hasOwn(kinds, column.name) ? kinds[column.name] : null;
    readings.push(readColumn(column, kind, style, raw.lines));
    yield 0.5 + readings.length / total;
  }
  const table = { name: raw.name, rows: raw.rows, columns: distinctColumns(readings) };
  return {
    // Kinds may also name what dates became, such as “date (hour)”.
    table: withKinds(table, kinds),
    readings,
    notices: readings.flatMap(({ notices }) => notices),
  };
}

/** A date's “start (hour)” must not hide a column that the file calls so. */
function distinctColumns(readings: readonly ColumnReading[]): Column[] {
  const taken = new Set(readings.map(({ name }) => name));
  return readings.flatMap(({ name, columns }) =>
    columns.map((column) =>
      column.name === name ? column : { ...column, name: uniqueName(column.name, taken) },
    ),
  );
}

/** @param kinds by the file's column names, or those of the columns that dates become */
export function buildTable(raw: RawTable, kinds: Kinds = {}): BuiltTable {
  const building = buildingTable(raw, kinds);
  for (;;) {
    const step = building.next();
    if (step.done) return step.value;
  }
}
