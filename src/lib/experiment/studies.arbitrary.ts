/** Any valid study, for property tests. */
import fc from 'fast-check';
import { builtins } from '#lib/data/builtin/builtins.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import type { Experiment } from './experiment.ts';
import type { Study } from './study.ts';
import { lookOf } from './visible-text.ts';

/** JSON has no −0. */
const finite = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const name = (longest: number) =>
  fc.string({ minLength: 1, maxLength: longest }).filter((text) => text.trim() !== '');
/** Text as it is shown: blank text is none. */
export const shown = (longest: number) =>
  fc.string({ maxLength: longest }).map((text) => (text.trim() === '' ? '' : text));
const seed = fc.maxSafeInteger();

const experiment: { [K in keyof Experiment]: fc.Arbitrary<Experiment[K]> } = {
  family: fc.constantFrom('lognormal', 'normal'),
  components: fc.integer({ min: 1, max: 20 }),
  hidden: fc.array(fc.integer({ min: 1, max: 512 }), { maxLength: 4 }),
  activation: fc.constantFrom('relu', 'tanh', 'elu'),
  dropout: finite(0, 0.99),
  streams: fc.constantFrom('shared', 'separate'),
  loss: fc.constantFrom('nll', 'crps'),
  epochs: fc.integer({ min: 1, max: 1000 }),
  batchSize: fc.integer({ min: 1, max: 4096 }),
  learningRate: finite(1e-9, 1e9),
  weightDecay: finite(0, 1),
  clipNorm: fc.option(finite(1e-9, 1e9)),
  patience: fc.option(fc.integer({ min: 1, max: 1000 })),
};

const builtin = fc.constantFrom(...builtins).chain(({ id, maxRows }) =>
  fc.record({
    kind: fc.constant('builtin' as const),
    id: fc.constant(id),
    rows: fc.integer({ min: 20, max: maxRows }),
    seed,
  }),
);

const table = fc.record({
  kind: fc.constant('table' as const),
  name: name(40),
  digest: fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
    .map((digits) => `sha256-${digits}`),
});

const data: fc.Arbitrary<DataSpec> = fc
  .record({
    source: fc.oneof(builtin, table),
    target: fc.record({
      column: name(20),
      unit: shown(40),
      shift: finite(-1e6, 1e6),
    }),
    inputs: fc.option(fc.uniqueArray(name(20), { minLength: 1, maxLength: 5 })),
    kinds: fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
      fc.constantFrom('number', 'category', 'text'),
      { noNullPrototype: true },
    ),
    split: fc.record({
      validation: finite(0.01, 0.45),
      test: finite(0.01, 0.45),
      seed,
      perReplicate: fc.boolean(),
    }),
  })
  .filter(({ inputs, target }) => !inputs?.includes(target.column));

const variant = fc
  .tuple(name(80), fc.record(experiment, { requiredKeys: [] }))
  .map(([name, overrides]) => ({ name, ...overrides }));

export const studies: fc.Arbitrary<Study> = fc.record({
  version: fc.constant(1 as const),
  title: fc.oneof(fc.constant('One density or ten?'), shown(200)),
  data,
  base: fc.record(experiment),
  variants: fc.uniqueArray(variant, {
    minLength: 1,
    maxLength: 16,
    selector: (v) => lookOf(v.name),
  }),
  replicates: fc.integer({ min: 1, max: 256 }),
  seed,
});
