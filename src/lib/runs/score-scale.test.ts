import { describe, expect, test } from 'vitest';
import { groupByScale, scaleFaults } from './score-scale.ts';
import { runOf } from './testing/run-of.ts';

const digest = (letter: string) => `sha256-${letter.repeat(64)}`;
const table = (letter: string, fields: object = {}, name = 'cases.csv') => ({
  source: { kind: 'table', name, digest: digest(letter) },
  target: { column: 'minutes', unit: 'min' },
  ...fields,
});
const faultNames = (a: object, b: object) =>
  scaleFaults([runOf(1, { data: a }), runOf(2, { data: b })]).map(({ name }) => name);

describe('scores cannot be compared where', () => {
  const target = (fields: object) =>
    table('a', { target: { column: 'minutes', unit: 'min', ...fields } });
  test.each<[string, object, object, string[]]>([
    ['the set', { source: { id: 'surgery' } }, { source: { id: 'inverse-sine' } }, ['data']],
    [
      'the number of rows',
      { source: { id: 'surgery', rows: 500 } },
      { source: { id: 'surgery', rows: 501 } },
      ['data'],
    ],
    [
      'the seed of simulated data',
      { source: { id: 'surgery', seed: 1 } },
      { source: { id: 'surgery', seed: 2 } },
      ['data'],
    ],
    ['what is in the file', table('a'), table('b'), ['data']],
    ['the column', target({}), target({ column: 'turnover' }), ['target']],
    ['the unit', target({}), target({ unit: 'h' }), ['unit']],
    ['the shift', target({}), target({ shift: 5 }), ['shift of the target']],
    [
      'how the target is read',
      table('a'),
      table('a', { kinds: { minutes: 'number' } }),
      ['target'],
    ],
    ['the share of test rows', {}, { split: { test: 0.3 } }, ['test rows']],
    ['the split seed', {}, { split: { seed: 2 } }, ['test rows']],
    ['whose split is whose', {}, { split: { perReplicate: true } }, ['test rows']],
  ])('%s differs', (_what, a, b, names) => {
    const found = faultNames(a, b);
    for (const name of names) expect(found).toContain(name);
    expect(groupByScale([runOf(1, { data: a }), runOf(2, { data: b })])).toHaveLength(2);
  });
});

describe('scores can be compared although', () => {
  test.each<[string, object, object]>([
    ['the file is called otherwise', table('a'), table('a', {}, 'renamed.csv')],
    ['the inputs differ', { inputs: ['age'] }, { inputs: ['asa', 'age'] }],
    ['another column is read otherwise', {}, { kinds: { asa: 'category' } }],
    [
      'the validation shares differ: the test rows are cut first',
      {},
      { split: { validation: 0.2 } },
    ],
  ])('%s', (_what, a, b) => {
    expect(faultNames(a, b)).toEqual([]);
  });
});

test('a fault says what each side has, each once', () => {
  const units = ['min', 'h', 'min'].map((unit, i) =>
    runOf(i, { data: table('a', { target: { column: 'minutes', unit } }) }),
  );
  expect(scaleFaults(units)).toEqual([{ name: 'unit', values: ['min', 'h'] }]);
  expect(groupByScale(units).map((group) => group.map(({ id }) => id))).toEqual([[0, 2], [1]]);
});
