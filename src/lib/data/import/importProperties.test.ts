import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { simulateSurgery } from '../builtin/simulateSurgery.ts';
import { prepareDataset } from '../prepareDataset.ts';
import { profileTable } from '../profileTable.ts';
import { importTable } from './importTable.ts';

/** Imports whatever it is, and uses the table as the lab would. */
async function survives(bytes: Uint8Array) {
  const outcome = await importTable(bytes, 'any.csv');
  if (outcome.status === 'refused') {
    expect(outcome.message).toMatch(/^(The file|Line|This is)/);
    return;
  }
  const { table, digest } = outcome;
  expect(digest).toMatch(/^sha256-[0-9a-f]{64}$/);
  for (const column of table.columns) {
    const length = column.kind === 'category' ? column.codes.length : column.values.length;
    expect(length).toBe(table.rows);
  }
  expect(new Set(table.columns.map(({ name }) => name)).size).toBe(table.columns.length);
  profileTable(table);
  for (const { name } of table.columns) {
    prepareDataset(
      table,
      {
        source: { kind: 'table', name: 'any.csv', digest },
        target: { column: name, unit: '', shift: 0 },
        inputs: null,
        kinds: {},
        split: { validation: 0.1, test: 0.2, seed: 1, perReplicate: false },
      },
      null,
    );
  }
}

test('no bytes at all make the import fail other than by an outcome', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), (bytes) => survives(bytes)),
    { numRuns: 500 },
  );
});

const csvCharacters = fc.constantFrom(
  ...[',', ';', '\t', '|', '"', '\n', '\r', '\r\n', ' ', '0', '7', '1.5', '1,5', '-', '%', '$'],
  ...['a', 'é', '中', '😀', 'NA', '2024-01-31', '12:30', '1/2/2024', '\u00a0', '\ufeff', 'sep='],
);

test('no text of separators, quotes, digits and dates makes it fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(csvCharacters, { maxLength: 200 }), (pieces) =>
      survives(new TextEncoder().encode(pieces.join(''))),
    ),
    { numRuns: 1000 },
  );
});

const { columns } = simulateSurgery(60, 1);
const sound = Papa.unparse({
  fields: columns.map(({ name }) => name),
  data: Array.from({ length: 60 }, (_, i) =>
    columns.map((column) =>
      column.kind === 'category' ? column.levels[column.codes[i]] : column.values[i],
    ),
  ),
});

test('a good file with bytes changed, removed or put in makes it fail by an outcome only', async () => {
  const good = new TextEncoder().encode(sound);
  const change = fc.record({
    at: fc.nat(good.length - 1),
    remove: fc.nat(20),
    insert: fc.uint8Array({ maxLength: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
      let bytes = [...good];
      for (const { at, remove, insert } of changes) {
        bytes = [...bytes.slice(0, at), ...insert, ...bytes.slice(at + remove)];
      }
      return survives(Uint8Array.from(bytes));
    }),
    { numRuns: 200 },
  );
});

test('numbers and words come back from a file as they went in', async () => {
  const word = fc
    .stringMatching(/^[a-zé"\n;, ]{1,12}$/)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => /[a-z]/.test(text) && !/^(na|nan|null)$/.test(text));
  const row = fc.record({
    n: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0),
    w: word,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 3, maxLength: 40 }), async (rows) => {
      const file = Papa.unparse({ fields: ['n', 'w'], data: rows.map(({ n, w }) => [n, w]) });
      const outcome = await importTable(new TextEncoder().encode(file), 'any.csv', {
        delimiter: ',',
        header: true,
        kinds: { n: 'number', w: 'text' },
      });
      if (outcome.status === 'refused') throw new Error(outcome.message);
      const [n, w] = outcome.table.columns;
      expect(n.kind === 'number' && [...n.values]).toEqual(rows.map((entry) => entry.n));
      expect(w.kind === 'text' && w.values).toEqual(rows.map((entry) => entry.w));
    }),
  );
});
