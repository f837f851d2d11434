/** Finds the target's column and its usable rows, or says why there is no target. */
import { countWords } from '#lib/format/counted.ts';
import { smallestTable } from './smallestTable.ts';
import type { NumberColumn, Table } from './table.ts';

export type TargetFault = 'missing-column' | 'not-numeric' | 'too-few' | 'constant';

export type TargetColumn =
  | { readonly status: 'ok'; readonly column: NumberColumn; readonly usable: Int32Array }
  | { readonly status: 'refused'; readonly reason: TargetFault; readonly message: string };

/** A row is usable where its target is a finite number. */
export function targetColumn(table: Table, name: string): TargetColumn {
  const refused = (reason: TargetFault, message: string): TargetColumn => ({
    status: 'refused',
    reason,
    message,
  });
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) {
    return refused(
      'missing-column',
      `There is no column “${name}” in ${table.name}. Choose another target.`,
    );
  }
  if (column.kind !== 'number') {
    return refused(
      'not-numeric',
      `The target “${name}” is read as ${column.kind === 'text' ? 'text' : 'categories'}; a target is a column of numbers.`,
    );
  }
  const { values } = column;
  const usable = Int32Array.from(values.keys()).filter((row) => Number.isFinite(values[row]));
  if (usable.length < smallestTable) {
    return refused(
      'too-few',
      `${usable.length} of ${countWords(table.rows)} rows have a number in “${name}”; training, validation and test need ${smallestTable} between them.`,
    );
  }
  const first = values[usable[0]];
  if (usable.every((row) => values[row] === first)) {
    return refused(
      'constant',
      `The target “${name}” is ${first} in every row: there is nothing to predict.`,
    );
  }
  return { status: 'ok', column, usable };
}
