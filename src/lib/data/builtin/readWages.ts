/**
 * 534 people of the Current Population Survey 1985 (Berndt, The Practice of Econometrics, 1991). The
 * package calls `wage` log-transformed; its values are dollars an hour.
 */
import type { Table } from '../table.ts';
import { Records } from './records.ts';

const title = 'Hourly wages';

/** @param asset the package's JSON */
export function readWages(asset: unknown): Table {
  const records = new Records(title, asset);
  const columns = [
    ...['education', 'experience', 'age', 'south', 'union', 'married'].map((name) =>
      records.number(name),
    ),
    ...['gender', 'race', 'occupation', 'sector'].map((name) => records.category(name)),
    records.number('wage'),
  ];
  return { name: title, rows: records.count, columns };
}
