import { countWords } from '#lib/format/counted.ts';
import type { CellReading, Cells } from './readCells.ts';

/** Says which cells a reading passed over, with the line of the first, or nothing. */
export function slips<T>(
  { column }: Cells,
  { unread, firstUnread }: CellReading<T>,
  what: string,
  lines: Int32Array,
): readonly string[] {
  if (unread === 0 || firstUnread === null) return [];
  const code = column.cells.indexOf(firstUnread);
  const line = lines[column.codes.indexOf(code)];
  const cell = firstUnread.length > 40 ? `${firstUnread.slice(0, 40)}…` : firstUnread;
  const many =
    unread === 1
      ? `1 cell is not a ${what} and counts as missing, in line ${line} (“${cell}”).`
      : `${countWords(unread)} cells are not ${what}s and count as missing, the first in line ${line} (“${cell}”).`;
  return [`“${column.name}”: ${many}`];
}
