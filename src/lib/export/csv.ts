/** Comma-separated values by RFC 4180: commas, lines ended by CR LF, quotes doubled. UTF-8 without a mark. */
export type CsvCell = string | number | null | undefined;

/** Full-width signs too: a spreadsheet set to Japanese or Chinese reads them as their narrow ones. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * Spreadsheets run text that begins like a formula; an apostrophe before it makes them show it instead
 * (OWASP, “CSV injection”). Numbers are no text: −0.5 stays a number.
 */
function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

function cellText(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  // Not a number is nothing: an empty cell, which R, pandas and spreadsheets all read as missing.
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = guarded(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line with its end. A missing or non-finite value is an empty cell. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}
