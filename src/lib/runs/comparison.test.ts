import { expect, test } from 'vitest';
import { parseComparison } from './comparison-address.ts';
import { comparisonOf, MOST_ENTRIES } from './comparison.ts';
import { runOf } from './testing/run-of.ts';

const kept = [
  runOf(3, { title: 'Loss', variants: [{ name: 'NLL' }, { name: 'CRPS', loss: 'crps' }] }, [
    [1, 2],
    [null, 3],
  ]),
  runOf(2, { title: 'Width', variants: [{ name: 'Wide', hidden: [256] }] }, [[4]]),
  runOf(1, { title: 'Loss', seed: 2, variants: [{ name: 'NLL' }] }),
];

function compared(address: string, runs = kept) {
  const parsed = parseComparison(address);
  if (!parsed) throw new Error(`${address} is no comparison.`);
  return comparisonOf(parsed, runs);
}

const labels = (address: string, runs = kept) =>
  compared(address, runs).entries.map(({ label }) => label);

test('every variant of every run is an entry, in the order asked for', () => {
  const { entries, reference } = compared('#compare=2,3');
  expect(entries.map(({ label }) => label)).toEqual(['Wide (Width)', 'NLL (Loss)', 'CRPS (Loss)']);
  expect(reference).toBe(entries[0]);
  expect(entries[0]?.experiment.hidden).toEqual([256]);
  expect(entries[2]?.plotted).toEqual({
    name: 'CRPS (Loss)',
    scores: [{ replicate: 1, score: 3 }],
    failed: 1,
    expected: 4,
  });
});

test('runs of one title are told apart by number, and a run alone by nothing', () => {
  expect(labels('#compare=3,1')).toEqual(['NLL (run 3)', 'CRPS (run 3)', 'NLL (run 1)']);
  expect(labels('#compare=3')).toEqual(['NLL', 'CRPS']);
  const long = [runOf(8, { title: 'A title that is too long for the side of a plot' }), ...kept];
  expect(labels('#compare=8,2', long)[0]).toBe('1 density (run 8)');
});

test('single variants may be asked for, each is shown once, and one of them is the reference', () => {
  const { entries, reference } = compared('#compare=3.2,3,2&reference=2.1');
  expect(entries.map(({ label }) => label)).toEqual(['CRPS (Loss)', 'NLL (Loss)', 'Wide (Width)']);
  expect(reference).toBe(entries[2]);
});

test('what is not kept is named, and a variant that a run has not is left out', () => {
  const { entries, missing, reference } = compared('#compare=2,99,3.7&reference=99.1');
  expect(missing).toEqual([99]);
  expect(entries.map(({ label }) => label)).toEqual(['Wide (Width)']);
  expect(reference).toBe(entries[0]);
  expect(compared('#compare=')).toMatchObject({ entries: [], runs: [], reference: null });
});

test('beyond the limit entries are counted, not shown', () => {
  const many = [1, 2].map((id) =>
    runOf(id, { variants: Array.from({ length: 10 }, (_, i) => ({ name: `V${i}` })) }),
  );
  expect(compared('#compare=1,2', many)).toMatchObject({ more: 4 });
  expect(compared('#compare=1,2', many).entries).toHaveLength(MOST_ENTRIES);
});
