/**
 * Dates and times of day as files write them: 2024-01-31, 31.01.2024, 1/31/2024, 31 Jan 2024, with or
 * without 14:05 or 2:05 pm. Clock time is taken as written; a zone behind it is passed over.
 */
export type DateOrder = 'day-first' | 'month-first';

export interface Moment {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
  /** Minutes since midnight, or null for a date alone. */
  readonly minutes: number | null;
}

const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})/;
const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)$/;
const numeric = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const dayName = /^(\d{1,2})[ -]([a-z]{3,9})\.?[ ,-]+(\d{4})/i;
const nameDay = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})/i;
const clock =
  /^(\d{1,3}):([0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?\s?([ap]m)?(?:\s?(?:z|utc|[+-]\d\d:?\d\d))?$/i;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Two-digit years: 00–69 are 2000s, 70–99 are 1900s, as POSIX has it. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function datePart(cell: string, order: DateOrder): { parts: number[]; rest: string } | null {
  let found = iso.exec(cell);
  if (found) return { parts: [+found[1], +found[3], +found[4]], rest: cell.slice(found[0].length) };
  found = compact.exec(cell);
  if (found) return { parts: [+found[1], +found[2], +found[3]], rest: '' };
  found = numeric.exec(cell);
  if (found) {
    const dayFirst = order === 'day-first' || found[2] === '.';
    const [day, month] = dayFirst ? [+found[1], +found[3]] : [+found[3], +found[1]];
    return { parts: [fullYear(found[4]), month, day], rest: cell.slice(found[0].length) };
  }
  found = dayName.exec(cell);
  if (found)
    return { parts: named(found[3], found[2], found[1]), rest: cell.slice(found[0].length) };
  found = nameDay.exec(cell);
  if (found)
    return { parts: named(found[3], found[1], found[2]), rest: cell.slice(found[0].length) };
  return null;
}

function named(year: string, name: string, day: string): number[] {
  return [+year, months.indexOf(name.slice(0, 3).toLowerCase()) + 1, +day];
}

/** Minutes in 14:05, 2:05 pm or, where hours may run on, 26:10; null where it is no time. */
export function parseClock(cell: string, mostHours: number): number | null {
  const found = clock.exec(cell);
  if (!found) return null;
  let hours = Number(found[1]);
  if (found[3]) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (found[3].toLowerCase() === 'pm' ? 12 : 0);
  }
  return hours > mostHours ? null : 60 * hours + Number(found[2]);
}

/** The moment a cell holds, or null. `order` matters to 3/4/2024 only. */
export function parseMoment(cell: string, order: DateOrder): Moment | null {
  const date = datePart(cell, order);
  if (!date) return null;
  const [year, month, day] = date.parts;
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const rest = date.rest.replace(/^(?:t|,? )/i, '');
  if (rest === '') return date.rest === '' ? { year, month, day, minutes: null } : null;
  if (rest === date.rest) return null;
  const minutes = parseClock(rest, 23);
  return minutes === null ? null : { year, month, day, minutes };
}

/** Days since 1 January 1970, with the time of day as a fraction. */
export function daysOf({ year, month, day, minutes }: Moment): number {
  return Date.UTC(year, month - 1, day) / 86_400_000 + (minutes ?? 0) / 1440;
}

/** 0 is Monday. */
export function weekdayOf(moment: Moment): number {
  return (((Math.floor(daysOf(moment)) + 3) % 7) + 7) % 7;
}
