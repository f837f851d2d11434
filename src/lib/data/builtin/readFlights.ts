/** 20,000 flights of January to March 2001 (U.S. Bureau of Transportation Statistics), by local date and time. */
import { monthNames, weekdayNames } from '../calendar.ts';
import type { Table } from '../table.ts';
import { Records } from './records.ts';

const title = 'Flight delays';

/** @param asset the package's JSON; dates as 2001/01/31 22:05 */
export function readFlights(asset: unknown): Table {
  const records = new Records(title, asset);
  const rows = records.count;
  const weekday = new Int32Array(rows);
  const month = new Int32Array(rows);
  const hour = new Float64Array(rows);
  records.strings('date').forEach((date, i) => {
    const parts = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d)$/.exec(date);
    if (!parts) throw new Error(`${title}: record ${i + 1}: “${date}” is not a date and time.`);
    const [years, months, days, hours, minutes] = parts.slice(1).map(Number);
    weekday[i] = (new Date(Date.UTC(years, months - 1, days)).getUTCDay() + 6) % 7;
    month[i] = months - 1;
    hour[i] = hours + minutes / 60;
  });
  return {
    name: title,
    rows,
    columns: [
      { kind: 'category', name: 'weekday', levels: weekdayNames, codes: weekday },
      { kind: 'category', name: 'month', levels: monthNames, codes: month },
      { kind: 'number', name: 'hour', values: hour },
      records.number('distance'),
      records.category('origin'),
      records.category('destination'),
      records.number('delay'),
    ],
  };
}
