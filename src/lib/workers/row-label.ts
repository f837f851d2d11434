import { valueWords } from '#lib/format/number-words.ts';
import type { Column, Table } from '#lib/data/table.ts';

const MOST_CELLS = 4;
const LONGEST_CELL = 40;

/** A cell as a person would say it: a category or text by itself, a number with its column's name. */
function cellInWords(column: Column, row: number): string {
  switch (column.kind) {
    case 'number': {
      const value = column.values[row];
      return Number.isNaN(value) ? '' : `${column.name} ${valueWords(value, 4)}`;
    }
    case 'category':
      return shorten(column.levels[column.codes[row]] ?? '');
    case 'text':
      return shorten(column.values[row]);
    default:
      return column satisfies never;
  }
}

function shorten(text: string): string {
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL - 1).trimEnd()}…` : text;
}

/** A row by its first few inputs, such as `tonsillectomy, surgeon 3, age 4`. */
export function rowLabel(table: Table, inputs: readonly string[] | null, row: number): string {
  const columns = inputs
    ? inputs.flatMap((name) => table.columns.filter((column) => column.name === name))
    : table.columns;
  const cells = columns.map((column) => cellInWords(column, row)).filter((cell) => cell !== '');
  return cells.slice(0, MOST_CELLS).join(', ') || `row ${row + 1}`;
}
