import { expect, test } from 'vitest';
import { builtins } from './builtin/builtins.ts';
import { loadBuiltin } from './builtin/loadBuiltin.ts';
import { pinnedTables, tableBits } from './builtin/pinnedTables.ts';
import { readAssetBrowser } from './builtin/readAssetBrowser.ts';
import { importTable } from './import/importTable.ts';

for (const { id, maxRows } of builtins) {
  test(`${id} is the same to the last bit in a browser as in Node`, async () => {
    const source = { kind: 'builtin', id, rows: maxRows, seed: 1 } as const;
    expect(tableBits(await loadBuiltin(source, readAssetBrowser))).toBe(pinnedTables[id]);
  });
}

test('a file in an old encoding is imported in a browser', async () => {
  const bytes = Uint8Array.from('größe;y\n1,5;2\n2,5;3\n', (letter) => letter.charCodeAt(0));
  const outcome = await importTable(bytes, 'cases.csv');
  if (outcome.status === 'refused') throw new Error(outcome.message);
  expect(outcome.encoding).toBe('windows-1252');
  const [first] = outcome.table.columns;
  expect(first.name).toBe('größe');
  expect(first.kind === 'number' && [...first.values]).toEqual([1.5, 2.5]);
});
