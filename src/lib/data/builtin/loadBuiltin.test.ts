import { expect, test } from 'vitest';
import type { NumberColumn, Table } from '../table.ts';
import { builtins } from './builtins.ts';
import { loadBuiltin } from './loadBuiltin.ts';
import { pinnedTables, tableBits } from './pinnedTables.ts';
import { readAssetNode } from './readAssetNode.ts';
import { readFlights } from './readFlights.ts';
import { readWages } from './readWages.ts';
import { simulateInverseSine } from './simulateInverseSine.ts';

const load = (id: (typeof builtins)[number]['id'], rows: number, seed = 1) =>
  loadBuiltin({ kind: 'builtin', id, rows, seed }, readAssetNode);

function numbers(table: Table, name: string): Float64Array {
  return (table.columns.find((column) => column.name === name) as NumberColumn).values;
}

for (const { id, maxRows, target, inputs } of builtins) {
  test(`${id} has all its rows, and its target above its shift is positive`, async () => {
    const table = await load(id, maxRows);
    expect(table.rows).toBe(maxRows);
    expect(Math.min(...numbers(table, target.column)) - target.shift).toBeGreaterThan(0);
    const names = table.columns.map((column) => column.name);
    expect(names).toEqual(expect.arrayContaining([...(inputs ?? []), target.column]));
    expect(new Set(names).size).toBe(names.length);
  });
}

for (const { id, maxRows } of builtins) {
  test(`every bit of ${id} is pinned: a result made today repeats tomorrow`, async () => {
    expect(tableBits(await load(id, maxRows))).toBe(pinnedTables[id]);
  });
}

test('fewer rows than all are a seeded sample without repeats', async () => {
  const all = await load('wages', 534);
  const some = await load('wages', 100);
  expect(some.rows).toBe(100);
  expect([...numbers(some, 'wage')]).toEqual([...numbers(await load('wages', 100), 'wage')]);
  expect([...numbers(some, 'wage')]).not.toEqual([...numbers(await load('wages', 100, 2), 'wage')]);
  const rest = [...numbers(all, 'wage')];
  for (const wage of numbers(some, 'wage')) {
    expect(rest).toContain(wage);
    rest.splice(rest.indexOf(wage), 1);
  }
});

test('rows out of range are refused with the range', async () => {
  await expect(load('wages', 535)).rejects.toThrow('expected a whole number from 1 to 534');
  await expect(load('surgery', 0)).rejects.toThrow(RangeError);
  await expect(load('flights', 1.5)).rejects.toThrow(RangeError);
});

test('flights have weekday, month and hour from their date', async () => {
  const table = readFlights(await readAssetNode('flights'));
  const labels = table.columns
    .slice(0, 2)
    .map((column) => (column.kind === 'category' ? column.levels[column.codes[0]] : ''));
  // The first flight left on 1 January 2001, a Monday, at 00:47.
  expect(labels).toEqual(['Monday', 'January']);
  expect(numbers(table, 'hour')[0]).toBeCloseTo(47 / 60, 12);
  expect(Math.min(...numbers(table, 'delay'))).toBe(-59);
});

test('wages are dollars an hour, as Berndt prints them', async () => {
  const wages = numbers(readWages(await readAssetNode('wages')), 'wage');
  const mean = wages.reduce((sum, wage) => sum + wage, 0) / wages.length;
  expect(mean).toBeCloseTo(9.02, 2);
});

test('a package whose file is not what it was is refused by name', () => {
  expect(() => readWages({})).toThrow('Hourly wages: expected a list of records');
  expect(() => readFlights([{ date: 'tomorrow' }])).toThrow('“tomorrow” is not a date and time');
  expect(() => readFlights([{ date: '2001/01/01 00:47', distance: '12' }])).toThrow(
    'record 1, “distance”: expected a number, found string',
  );
});

test('inverse sine satisfies its equation within the noise and has several answers near one half', () => {
  const table = simulateInverseSine(5000, 1);
  const x = numbers(table, 'x');
  const t = numbers(table, 'y').map(Math.log);
  x.forEach((value, i) => {
    const noise = value - t[i] - 0.3 * Math.sin(2 * Math.PI * t[i]);
    expect(Math.abs(noise)).toBeLessThan(0.1 + 1e-12);
  });
  const near = t.filter((_, i) => Math.abs(x[i] - 0.5) < 0.02);
  for (const [from, to] of [
    [0, 0.33],
    [0.33, 0.67],
    [0.67, 1],
  ]) {
    expect(near.filter((value) => value > from && value < to).length).toBeGreaterThan(10);
  }
});
