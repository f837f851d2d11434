/**
 * A table is columns side by side, each a flat array of one kind. Missing is NaN in a number column,
 * −1 in a category column and '' in a text column.
 */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
}

export interface CategoryColumn {
  readonly kind: 'category';
  readonly name: string;
  readonly levels: readonly string[];
  /** Index into `levels`, one a row. */
  readonly codes: Int32Array;
}

export interface TextColumn {
  readonly kind: 'text';
  readonly name: string;
  readonly values: readonly string[];
}

export type Column = NumberColumn | CategoryColumn | TextColumn;
export type ColumnKind = Column['kind'];

/** The known truth of a simulated table: in row i, `column` is a log-normal mixture given the other columns. Row-major, rows × components. */
export interface Truth {
  readonly column: string;
  readonly components: number;
  readonly weights: Float64Array;
  readonly mus: Float64Array;
  readonly sigmas: Float64Array;
}

export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly truth?: Truth;
}
