import { terminalText } from './terminalText.ts';

/** Rows of cells as lines for a terminal: the first column flush left, the others right, two spaces between. */
export function layOut(cells: readonly (readonly string[])[]): string[] {
  const rows = cells.map((row) => row.map(terminalText));
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat(widths[column] - [...cell].length);
        return column === 0 ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
