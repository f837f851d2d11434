import { expect, test } from 'vitest';
import { comparisonOf } from './comparison.ts';
import { entrySettings } from './entry-settings.ts';
import { runOf } from './testing/run-of.ts';

function settings(...studies: object[]) {
  const runs = studies.map((study, id) => runOf(id, study));
  const parts = runs.map(({ id }) => ({ run: id, variant: null }));
  return entrySettings(comparisonOf({ parts, reference: null }, runs).entries);
}

const differing = (...studies: object[]) =>
  Object.fromEntries(
    settings(...studies)
      .filter(({ differs }) => differs)
      .map(({ label, values }) => [label, values]),
  );

const base = { variants: [{ name: 'A' }] };

test('what variants of one run override differs, and nothing else', () => {
  const variants = [{ name: 'A' }, { name: 'B', components: 10, dropout: 0.25, clipNorm: null }];
  expect(differing({ variants })).toEqual({
    Densities: ['1', '10'],
    Dropout: ['0 %', '25 %'],
    'Clip gradients': ['5', 'off'],
  });
});

test('a base of ten and an override to ten are the same setting', () => {
  const overridden = { variants: [{ name: 'A', components: 10 }] };
  expect(differing({ ...base, base: { components: 10 } }, overridden)).toEqual({});
});

test('seeds, replicates, inputs, kinds, validation rows and engines differ in words', () => {
  const other = {
    ...base,
    seed: 9,
    replicates: 8,
    data: { inputs: ['age'], kinds: { age: 'category' }, split: { validation: 0.25 } },
  };
  expect(differing(base, other)).toEqual({
    Seed: ['1', '9'],
    Replicates: ['4', '8'],
    Inputs: ['procedure, surgeon, admission, asa, age, scheduled', 'age'],
    Kinds: ['as inferred', 'age: category'],
    'Validation rows': ['10 %', '25 %'],
  });
});

test('all settings of a model and its training can be shown, each under its label', () => {
  const [first] = settings(base);
  expect(first).toEqual({ label: 'Family', values: ['log-normal'], differs: false });
  expect(settings(base).map(({ values }) => values[0])).not.toContain(undefined);
  expect(settings(base)).toHaveLength(19);
});
