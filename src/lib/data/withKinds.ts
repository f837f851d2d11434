/** Reads columns of a table as other kinds, as a person chose. */
import { isMissing } from './import/missing.ts';
import { chooseStyle, styleEvidence } from './import/numberStyle.ts';
import { parseNumber } from './import/parseNumber.ts';
import type { CategoryColumn, Column, ColumnKind, NumberColumn, Table } from './table.ts';

export type Kinds = Readonly<Record<string, ColumnKind>>;

/** Levels in order of first appearance; missing cells become −1. */
export function categoryColumn(name: string, values: readonly string[]): CategoryColumn {
  const codeOf = new Map<string, number>();
  const codes = Int32Array.from(values, (value) => {
    if (isMissing(value)) return -1;
    const code = codeOf.get(value) ?? codeOf.size;
    codeOf.set(value, code);
    return code;
  });
  return { kind: 'category', name, levels: [...codeOf.keys()], codes };
}

/** Levels that are no numbers become missing. */
export function numberColumn({ name, levels, codes }: CategoryColumn): NumberColumn {
  const { style } = chooseStyle(styleEvidence(levels), { shown: null, delimiter: ',' });
  const numbers = levels.map((level) => parseNumber(level, style));
  return { kind: 'number', name, values: Float64Array.from(codes, (code) => numbers[code] ?? NaN) };
}

function strings(column: Column): readonly string[] {
  switch (column.kind) {
    case 'number':
      return Array.from(column.values, (value) => (Number.isNaN(value) ? '' : String(value)));
    case 'category':
      return Array.from(column.codes, (code) => column.levels[code] ?? '');
    case 'text':
      return column.values;
    default:
      return column satisfies never;
  }
}

function withKind(column: Column, kind: ColumnKind): Column {
  if (column.kind === kind) return column;
  const { name } = column;
  switch (kind) {
    case 'text':
      return { kind, name, values: strings(column) };
    case 'category':
      return categoryColumn(name, strings(column));
    case 'number':
      return numberColumn(
        column.kind === 'category' ? column : categoryColumn(name, strings(column)),
      );
    default:
      return kind satisfies never;
  }
}

/** @param kinds by column name; names that the table does not have are passed over */
export function withKinds(table: Table, kinds: Kinds): Table {
  const columns = table.columns.map((column) =>
    Object.hasOwn(kinds, column.name) ? withKind(column, kinds[column.name]) : column,
  );
  return { ...table, columns };
}
