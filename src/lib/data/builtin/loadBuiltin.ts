/** Builds a built-in set: simulated, or read from its package by way of the caller (browser or Node). */
import { countWords } from '#lib/format/counted.ts';
import { shuffle } from '#lib/random/shuffle.ts';
import { stream } from '#lib/random/stream.ts';
import type { BuiltinSource } from '../spec.ts';
import type { Table } from '../table.ts';
import { takeRows } from '../takeRows.ts';
import type { ReadAsset } from './asset.ts';
import { builtin } from './builtins.ts';
import { readFlights } from './readFlights.ts';
import { readWages } from './readWages.ts';
import { simulateInverseSine } from './simulateInverseSine.ts';
import { simulateSurgery } from './simulateSurgery.ts';

/** A seeded sample without replacement, in the table's order. */
function sample(table: Table, rows: number, seed: number): Table {
  if (rows >= table.rows) return table;
  const all = Int32Array.from({ length: table.rows }, (_, i) => i);
  return takeRows(
    table,
    shuffle(all, stream(seed, 0, 'sample'))
      .slice(0, rows)
      .sort(),
  );
}

/**
 * @param source rows: 1 to the set's maximum
 * @throws RangeError for other rows or an unknown set; Error where a package's file cannot be read
 */
export async function loadBuiltin(source: BuiltinSource, readAsset: ReadAsset): Promise<Table> {
  const { title, maxRows } = builtin(source.id);
  const { rows, seed } = source;
  if (!Number.isInteger(rows) || rows < 1 || rows > maxRows) {
    throw new RangeError(
      `${title}: rows is ${rows}; expected a whole number from 1 to ${countWords(maxRows)}.`,
    );
  }
  switch (source.id) {
    case 'surgery':
      return simulateSurgery(rows, seed);
    case 'inverse-sine':
      return simulateInverseSine(rows, seed);
    case 'flights':
      return sample(readFlights(await readAsset('flights')), rows, seed);
    case 'wages':
      return sample(readWages(await readAsset('wages')), rows, seed);
    default:
      return source.id satisfies never;
  }
}
