import type { Column, Table, Truth } from './table.ts';

function takeColumn(column: Column, rows: Int32Array): Column {
  switch (column.kind) {
    case 'number':
      return { ...column, values: Float64Array.from(rows, (row) => column.values[row]) };
    case 'category':
      return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]) };
    case 'text':
      return { ...column, values: Array.from(rows, (row) => column.values[row]) };
    default:
      return column satisfies never;
  }
}

/** The mixtures of some rows, in their order. */
export function takeTruth(truth: Truth, rows: Int32Array): Truth {
  const { components } = truth;
  const take = (values: Float64Array) => {
    const taken = new Float64Array(rows.length * components);
    rows.forEach((row, i) =>
      taken.set(values.subarray(row * components, (row + 1) * components), i * components),
    );
    return taken;
  };
  return {
    ...truth,
    weights: take(truth.weights),
    mus: take(truth.mus),
    sigmas: take(truth.sigmas),
  };
}

/** A table of some rows of another, in the order given. */
export function takeRows(table: Table, rows: Int32Array): Table {
  return {
    ...table,
    rows: rows.length,
    columns: table.columns.map((column) => takeColumn(column, rows)),
    ...(table.truth ? { truth: takeTruth(table.truth, rows) } : {}),
  };
}
