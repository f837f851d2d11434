/** The numbers behind a chart, as text ready to read. */
export interface DataTable {
  readonly columns: readonly string[];
  /** Each row begins with its heading. */
  readonly rows: readonly (readonly string[])[];
}
