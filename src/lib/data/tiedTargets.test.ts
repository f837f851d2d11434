import { expect, test } from 'vitest';
import { tiedTargets } from './tiedTargets.ts';

const rows = Int32Array.from({ length: 100 }, (_, row) => row);

test('whole minutes of many rows are ties: it is said, with the remedy', () => {
  const minutes = Float64Array.from(rows, (row) => 30 + (row % 20));
  const [notice] = tiedTargets('minutes', minutes, rows);
  expect(notice).toMatch(/^“minutes” has only 20 different values in 100 rows\./);
  expect(notice).toContain('by CRPS');
});

test('a few equal values are no matter, nor are ties in rows that are not used', () => {
  const minutes = Float64Array.from(rows, (row) => 30.1 + (row % 60));
  expect(tiedTargets('minutes', minutes, rows)).toEqual([]);
  expect(tiedTargets('minutes', minutes.fill(NaN, 50), rows.slice(0, 50))).toEqual([]);
});
