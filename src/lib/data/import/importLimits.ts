/** What a file may hold. More would not train in a browser in reasonable time. */
export const maxBytes = 50e6;
export const maxRows = 100_000;
export const maxColumns = 500;
/** Characters of one line; a longer one is a file without line breaks or an open quote. */
export const maxLineLength = 1_000_000;
/** Characters of a column's name; longer ones are cut. */
export const maxNameLength = 100;
