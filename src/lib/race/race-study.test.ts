import { expect, test } from 'vitest';
import { splitRows } from '#lib/data/splitRows.ts';
import { raceParts, raceStudy } from './race-study.ts';

test.each([20, 333, 1000])('%d test rows cut the table as the split does', (rows) => {
  const { split, source } = raceStudy({ rows, epochs: 1, replicates: 1 }, 3).data;
  if (source.kind !== 'builtin') throw new Error('Races are on a built-in set.');
  const table = Int32Array.from({ length: source.rows ?? 0 }, (_, row) => row);
  const { train, validation, test } = splitRows(table, split, null);
  expect(raceParts(rows)).toEqual({
    train: train.length,
    validation: validation.length,
    test: test.length,
  });
});
