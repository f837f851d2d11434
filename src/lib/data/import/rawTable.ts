/**
 * A parsed file with nothing decided yet: each column's distinct cells as they stood, and which cell is
 * where. Kinds can be chosen again and again from it without the file.
 */
export interface RawColumn {
  readonly name: string;
  /** Distinct cells, trimmed, by first appearance; missing markers included. */
  readonly cells: readonly string[];
  /** Index into `cells`, one a row. */
  readonly codes: Int32Array;
}

export interface RawTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly RawColumn[];
  /** Line of the file on which each row begins, from 1. */
  readonly lines: Int32Array;
  readonly delimiter: string;
}
