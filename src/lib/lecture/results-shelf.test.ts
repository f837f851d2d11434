import { expect, test } from 'vitest';
import { heatSample, recordSample } from './record.samples.ts';
import { ResultsShelf } from './results-shelf.svelte.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
}

const record = recordSample([heatSample('loop', 1000, { loop: [100], batch: [1] })]);
const other = { ...record, machine: { ...record.machine, cores: 2 } };

test('results are kept, removed and brought back to their place', () => {
  const store = memory();
  const shelf = new ResultsShelf(store);
  expect(shelf.add(record)).toBe(true);
  expect(shelf.add(record)).toBe(false);
  expect(shelf.add(other)).toBe(true);
  shelf.remove(0);
  expect(shelf.records.map(({ machine }) => machine.cores)).toEqual([2]);
  shelf.undo();
  expect(new ResultsShelf(store).records.map(({ machine }) => machine.cores)).toEqual([8, 2]);
});

test('what storage holds may be anything', () => {
  for (const text of ['{', '7', '[1, null, {"race": 2}]']) {
    const shelf = new ResultsShelf({ getItem: () => text, setItem: () => undefined });
    expect(shelf.records).toEqual([]);
  }
});
