/** Reads a column as dates, which become columns that a model can use: weekday, month, hour and year. */
import { monthNames, weekdayNames } from '../calendar.ts';
import type { Column } from '../table.ts';
import { parseMoment, weekdayOf, type DateOrder, type Moment } from './parseMoment.ts';
import { isReading, readEach, type CellReading, type Cells } from './readCells.ts';
import { slips } from './slips.ts';

export interface Dates {
  readonly reading: CellReading<Moment>;
  readonly order: DateOrder;
  /** Both orders read every cell, and differently. */
  readonly ambiguous: boolean;
}

/** The column's moments, or null where it does not hold dates. */
export function findDates(cells: Cells): Dates | null {
  const first = cells.column.cells.find((_, code) => cells.counts[code] > 0) ?? '';
  if (!/\d/.test(first)) return null;
  const [month, day] = (['month-first', 'day-first'] as const).map((order) => ({
    order,
    reading: readEach(cells, (cell) => parseMoment(cell, order)),
  }));
  const better = day.reading.unread < month.reading.unread ? day : month;
  if (!isReading(cells, better.reading.unread)) return null;
  const ambiguous =
    day.reading.unread === month.reading.unread &&
    day.reading.values.some((value, i) => value?.month !== month.reading.values[i]?.month);
  return { ...better, ambiguous };
}

/** The columns that dates become, and what a person should know of it. */
export function dateColumns(
  cells: Cells,
  { reading, order, ambiguous }: Dates,
  lines: Int32Array,
): { columns: Column[]; notices: string[] } {
  const { name, codes } = cells.column;
  const { values } = reading;
  const distinct = (part: (moment: Moment) => number | null) =>
    new Set(values.map((moment) => moment && part(moment)).filter((value) => value !== null)).size;
  const category = (part: string, levels: readonly string[], of: (moment: Moment) => number) => {
    const perCell = values.map((moment) => (moment ? of(moment) : -1));
    const name_ = `${name} (${part})`;
    return {
      kind: 'category',
      name: name_,
      levels,
      codes: codes.map((code) => perCell[code]),
    } as const;
  };
  const number = (part: string, of: (moment: Moment) => number | null) => {
    const perCell = values.map((moment) => (moment ? (of(moment) ?? NaN) : NaN));
    const name_ = `${name} (${part})`;
    return {
      kind: 'number',
      name: name_,
      values: Float64Array.from(codes, (code) => perCell[code]),
    } as const;
  };

  const hour = ({ minutes }: Moment) => (minutes === null ? null : minutes / 60);
  const columns: Column[] = [category('weekday', weekdayNames, weekdayOf)];
  if (distinct(({ month }) => month) > 1) {
    columns.push(category('month', monthNames, ({ month }) => month - 1));
  }
  if (distinct(hour) > 1) columns.push(number('hour', hour));
  if (distinct(({ year }) => year) > 1) columns.push(number('year', ({ year }) => year));

  const made = columns.map((column) => `“${column.name}”`).join(', ');
  const notices = [`“${name}” holds dates and becomes ${made}.`];
  if (ambiguous) {
    const [read, other] =
      order === 'month-first'
        ? ['month/day/year', 'day/month/year']
        : ['day/month/year', 'month/day/year'];
    notices.push(
      `“${name}” is read as ${read}, but ${other} would fit as well. Write dates as 2024-01-31 to be certain.`,
    );
  }
  notices.push(...slips(cells, reading, 'date', lines));
  return { columns, notices };
}
