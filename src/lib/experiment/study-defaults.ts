/**
 * The default of every field of a study, filled in before it is checked. Some defaults depend on what
 * is given: the target on the data set, the variants on the base.
 */
import { builtins, type Builtin } from '#lib/data/builtin/builtins.ts';
import type { DataSource, DataSpec, SplitSpec, TargetSpec } from '#lib/data/spec.ts';
import type { Experiment } from './experiment.ts';
import { isRecord } from './fields.ts';
import type { Variant } from './study.ts';

export const defaultBase: Experiment = {
  family: 'lognormal',
  components: 1,
  hidden: [64, 64],
  activation: 'relu',
  dropout: 0,
  streams: 'shared',
  loss: 'nll',
  epochs: 20,
  batchSize: 64,
  learningRate: 0.001,
  weightDecay: 0,
  clipNorm: 5,
  patience: null,
};

export const defaultSplit: SplitSpec = {
  validation: 0.1,
  test: 0.2,
  seed: 1,
  perReplicate: false,
};

export const defaultReplicates = 32;
export const defaultSeed = 1;

function builtin(source: unknown): Builtin | undefined {
  return isRecord(source) ? builtins.find(({ id }) => id === source.id) : undefined;
}

/** What a source leaves out. A table's name and digest have no default: they are what it is. */
export function defaultSource(source: unknown): Partial<DataSource> {
  if (isRecord(source) && source.kind === 'table') return {};
  const { id, defaultRows } = builtin(source) ?? builtins[0];
  return { kind: 'builtin', id, rows: defaultRows, seed: 1 };
}

/** The target of a built-in set; a table's must be chosen. */
export function defaultTarget(source: unknown): TargetSpec {
  return builtin(source)?.target ?? { column: '', unit: '', shift: 0 };
}

/** What a built-in set's own target is best predicted from; null: every other column. */
export function defaultInputs(source: unknown, target: unknown): DataSpec['inputs'] {
  const { target: own, inputs = null } = builtin(source) ?? {};
  return isRecord(target) && target.column === own?.column ? inputs : null;
}

/** One density against ten, where the base has one; else the base alone. */
export function defaultVariants(base: unknown): readonly Variant[] {
  const one = isRecord(base) && base.components === 1;
  return one
    ? [{ name: '1 density' }, { name: '10 densities', components: 10 }]
    : [{ name: 'Base' }];
}

export function defaultTitle(base: unknown, variants: unknown): string {
  const asked = variants === undefined && isRecord(base) && base.components === 1;
  return asked ? 'One density or ten?' : 'Untitled study';
}

/** A copy without the fields that are undefined: a form's way of saying that nothing is set. */
function given(input: unknown): unknown {
  if (!isRecord(input)) return input;
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}

/** What is not an object stays as it is, for the schema to refuse. */
function fill(input: unknown, defaults: object): unknown {
  const set = input === undefined ? {} : given(input);
  return isRecord(set) ? { ...defaults, ...set } : set;
}

function fillData(input: unknown): unknown {
  const data = fill(input, { kinds: {} });
  if (!isRecord(data)) return data;
  const source = fill(data.source, defaultSource(data.source));
  const target = fill(data.target, defaultTarget(source));
  return {
    inputs: defaultInputs(source, target),
    ...data,
    source,
    target,
    split: fill(data.split, defaultSplit),
  };
}

/** The same study with every field that was left out; what is wrong in it stays wrong. */
export function fillStudy(input: unknown): unknown {
  const study = fill(input, { version: 1, replicates: defaultReplicates, seed: defaultSeed });
  if (!isRecord(study)) return study;
  const base = fill(study.base, defaultBase);
  const variants = study.variants ?? defaultVariants(base);
  return {
    title: defaultTitle(base, study.variants),
    ...study,
    data: fillData(study.data),
    base,
    variants: Array.isArray(variants) ? variants.map(given) : variants,
  };
}
