import { expect, test } from 'vitest';
import { heatSample, recordSample } from './record.samples.ts';
import { MOST_RESULTS, ResultsShelf } from './results-shelf.svelte.ts';

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
  expect(shelf.add(record)).toBe('added');
  expect(shelf.add(record)).toBe('known');
  expect(shelf.add(other)).toBe('added');
  shelf.remove(0);
  expect(shelf.records.map(({ machine }) => machine.cores)).toEqual([2]);
  shelf.undo();
  expect(new ResultsShelf(store).records.map(({ machine }) => machine.cores)).toEqual([8, 2]);
});

test('there is room for twelve', () => {
  const shelf = new ResultsShelf(memory());
  for (let cores = 1; cores <= MOST_RESULTS; cores++) {
    expect(shelf.add({ ...record, machine: { ...record.machine, cores } })).toBe('added');
  }
  expect(shelf.add({ ...record, machine: { ...record.machine, cores: 99 } })).toBe('full');
  expect(shelf.records).toHaveLength(12);
});

test('what storage holds may be anything', () => {
  for (const text of ['{', '7', '[1, null, {"race": 2}]']) {
    const shelf = new ResultsShelf({ getItem: () => text, setItem: () => undefined });
    expect(shelf.records).toEqual([]);
  }
});
