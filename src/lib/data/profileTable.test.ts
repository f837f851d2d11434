import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileTable, type ColumnProfile } from './profileTable.ts';
import type { Column } from './table.ts';

const profile = (column: Column, rows: number): ColumnProfile =>
  profileTable({ name: 'cases.csv', rows, columns: [column] })[0];

const numbers = (values: number[]) =>
  profile({ kind: 'number', name: 'x', values: Float64Array.from(values) }, values.length);

test('a number column shows its range, median, missing and distinct values', () => {
  expect(numbers([3, NaN, 1, 2, 2.5, Infinity, 2])).toMatchObject({
    kind: 'number',
    count: 5,
    missing: 2,
    distinct: 4,
    range: { min: 1, median: 2, max: 3 },
  });
});

test('few whole numbers have a bin each', () => {
  expect(numbers([1, 1, 2, 4])).toMatchObject({
    histogram: { from: 0.5, to: 4.5, counts: [2, 1, 0, 1] },
  });
});

test('long tails end in the last bins, so that the middle keeps its shape', () => {
  const values = Array.from({ length: 1000 }, (_, i) => i / 1000);
  values.push(1e6, 1e6, 1e6);
  const { histogram } = numbers(values) as Extract<ColumnProfile, { kind: 'number' }>;
  expect(histogram?.to).toBeLessThan(1);
  expect(histogram?.counts.filter((count) => count > 20).length).toBe(24);
});

test('a column without values has no range', () => {
  expect(numbers([NaN, NaN])).toMatchObject({ count: 0, missing: 2, range: null, histogram: null });
});

test('every value is in a bin, and the profile is plain JSON', () => {
  fc.assert(
    fc.property(fc.array(fc.double(), { minLength: 1, maxLength: 50 }), (values) => {
      const found = numbers(values) as Extract<ColumnProfile, { kind: 'number' }>;
      const counted = found.histogram?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
      expect(counted).toBe(values.filter(Number.isFinite).length);
      const copy = JSON.parse(JSON.stringify(found), (_, value) => (value === 0 ? 0 : value));
      expect(copy).toEqual(JSON.parse(JSON.stringify(copy)));
      expect(JSON.stringify(found)).not.toMatch(/"(from|to|min|median|max)":null/);
    }),
  );
});

test('a category shows its most frequent levels, a text its most frequent words', () => {
  const codes = Int32Array.from([0, 1, 1, -1]);
  expect(profile({ kind: 'category', name: 'c', levels: ['a', 'b', 'none'], codes }, 4)).toEqual({
    kind: 'category',
    name: 'c',
    count: 3,
    missing: 1,
    distinct: 2,
    top: [
      { label: 'b', count: 2 },
      { label: 'a', count: 1 },
    ],
  });
  const values = ['Open repair', 'repair', '', 'repair'];
  expect(profile({ kind: 'text', name: 't', values }, 4)).toMatchObject({
    count: 3,
    missing: 1,
    distinct: 2,
    top: [
      { label: 'repair', count: 3 },
      { label: 'open', count: 1 },
    ],
  });
});
