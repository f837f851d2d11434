/**
 * How one column becomes inputs, as plain data: what someone needs to encode new rows elsewhere. Its
 * inputs stand in the order of the fields below. docs/export.md says how they are computed.
 */
export type ColumnRule =
  | {
      readonly kind: 'number';
      readonly column: string;
      /** Of the training rows: an input is (value − mean)/sd, held within ±furthest; null: the column has no such input. */
      readonly standardised: {
        readonly mean: number;
        readonly sd: number;
        readonly furthest: number;
        /** The input of a row without a number: the standardised median. */
        readonly missing: number;
      } | null;
      /** An input that is 1 where there is no number. */
      readonly flagsMissing: boolean;
    }
  | {
      readonly kind: 'category';
      readonly column: string;
      /** An input each, 1 where the row has that value. */
      readonly levels: readonly string[];
      /** An input that is 1 for every other value. */
      readonly poolsOthers: boolean;
      readonly flagsMissing: boolean;
    }
  | {
      readonly kind: 'text';
      readonly column: string;
      /** An input each, 1 where the row has that word: lower case, runs of letters and digits. */
      readonly words: readonly string[];
      /** An input that is 1 where the row has no word at all. */
      readonly flagsMissing: boolean;
    };
