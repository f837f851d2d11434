/** Whether a file's first record names the columns. */
import { isMissing } from './missing.ts';
import { parseMoment } from './parseMoment.ts';
import { parseNumber } from './parseNumber.ts';

function isValue(cell: string): boolean {
  return (
    !Number.isNaN(parseNumber(cell, 'point')) ||
    !Number.isNaN(parseNumber(cell, 'comma')) ||
    parseMoment(cell, 'day-first') !== null ||
    parseMoment(cell, 'month-first') !== null
  );
}

/**
 * Columns of numbers or dates vote: for a header where their first cell is none, against where it is
 * one. Without a majority there is a header, as nearly every file has one.
 * @param records the first few, trimmed
 */
export function hasHeader(records: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = records;
  let votes = 0;
  first.forEach((cell, i) => {
    const below = rest.map((record) => record[i] ?? '').filter((value) => !isMissing(value));
    if (below.length === 0 || below.filter(isValue).length < 0.8 * below.length) return;
    if (isValue(cell)) votes -= 1;
    else if (!isMissing(cell)) votes += 1;
  });
  return votes >= 0 && !(rest.length === 0 && first.some(isValue));
}
