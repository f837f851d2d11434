/** How wide an encoding may grow. Every input costs memory in every worker and time in every step. */

/** Encoded inputs at most, over all columns. */
export const maxWidth = 256;
/** Rows × inputs at most: 100 MB of 32-bit numbers. */
export const maxCells = 25_000_000;
/** Inputs of one category or text column at most, before its pool and missing flag. */
export const maxColumnWidth = 100;

/** The width that a table of so many rows may have. */
export function widthLimit(rows: number): number {
  return Math.min(maxWidth, Math.floor(maxCells / rows));
}

/** A level or word needs this many training rows for an input of its own: 5, or one in a thousand, but never more than 50. */
export function leastRows(trainingRows: number): number {
  return Math.min(50, Math.max(5, Math.ceil(trainingRows / 1000)));
}
