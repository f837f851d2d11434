/** What a page hears from the data worker: plain types. */
import type { ColumnProfile } from '#lib/data/profileTable.ts';

/** The table that is open, as a page shows it: small, whatever the table's size. */
export interface TableSummary {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
  /** What was left out or guessed, in sentences for people. */
  readonly notices: readonly string[];
}

export type OpenedFile =
  | {
      readonly status: 'ok';
      /** `sha256-` and 64 hexadecimal digits of the file's bytes. */
      readonly digest: string;
      readonly table: TableSummary;
    }
  | {
      readonly status: 'refused';
      /** A sentence for people: what is wrong and where. */
      readonly message: string;
      /** Line of the file and cell of the line, from 1, where one is to blame. */
      readonly line: number | null;
      readonly column: number | null;
    };

/** A file's table may have been put away for another, or lost with its worker: then it is opened again. */
export type Answer<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'refused'; readonly message: string }
  | { readonly status: 'not-open' };
