import { describe, expect, test } from 'vitest';
import { findRuns, orderRuns } from './find-runs.ts';
import { runOf } from './testing/run-of.ts';

const digest = `sha256-${'a'.repeat(64)}`;
const file = (column: string) => ({
  source: { kind: 'table', name: 'Müller cases.csv', digest },
  target: { column, unit: 'h' },
});
const runs = [
  runOf(4, { title: 'Shift work', data: file('Dauer') }, [[2], [3]]),
  runOf(3, { title: 'Run 10', data: { source: { id: 'wages' } }, variants: [{ name: 'Deep' }] }),
  runOf(2, { title: 'Run 9' }, [[9], [8]]),
  runOf(1, { title: 'Run 2' }, [[7, 7], [null]], { link: '1:x' }),
];
const ids = (found: readonly { id: number }[]) => found.map(({ id }) => id);

describe('a search', () => {
  test.each([
    ['a title', 'shift', [4]],
    ['a file, whatever its accents and case', 'MULLER', [4]],
    ['a built-in set', 'hourly wages', [3]],
    ['a target column', 'dauer', [4]],
    ['a variant', 'deep', [3]],
    ['a state', 'finished', []],
    ['where it came from', 'from a link', [1]],
    ['words in any order, all of them', '9 run', [2]],
    ['nothing in particular', '  ', [4, 3, 2, 1]],
    ['what is not there', 'zebra', []],
  ])('finds %s', (_what, query, expected) => {
    expect(ids(findRuns(runs, query))).toEqual(expected);
  });
});

describe('an order', () => {
  test.each([
    ['newest', [4, 3, 2, 1]],
    ['oldest', [1, 2, 3, 4]],
    // Numbers by their value, as people read them.
    ['title', [1, 2, 3, 4]],
    // Wages, the file, surgery; within surgery the lower mean first.
    ['score', [3, 4, 1, 2]],
  ] as const)('%s', (order, expected) => {
    expect(ids(orderRuns(runs, order))).toEqual(expected);
  });

  test('runs without a score come last among those of their data', () => {
    const some = [runOf(3), runOf(2, {}, [[5]]), runOf(1)];
    expect(ids(orderRuns(some, 'score'))).toEqual([2, 3, 1]);
  });
});
