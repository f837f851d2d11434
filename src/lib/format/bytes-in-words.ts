import { countWords } from './counted.ts';
import { exponentOf } from './digits.ts';
import { valueWords } from './number-words.ts';

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A size as people say it: `12 kB`, `3.2 MB`; thousands, as disks count. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${countWords(bytes)} bytes`;
  const thousands = Math.min(UNITS.length - 1, Math.floor(exponentOf(bytes, 3) / 3));
  const value = bytes / 1000 ** thousands;
  return `${value >= 99.5 ? countWords(value) : valueWords(value, 2)} ${UNITS[thousands]}`;
}
