import {
  defaultBase,
  defaultInputs,
  defaultReplicates,
  defaultSeed,
  defaultSource,
  defaultSplit,
  defaultTarget,
  defaultTitle,
  defaultVariants,
} from './study-defaults.ts';
import type { Study } from './study.ts';

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The fields that differ; undefined where none does, so that JSON leaves it out. */
function difference(value: object, defaults: object): Record<string, unknown> | undefined {
  const known = new Map<string, unknown>(Object.entries(defaults));
  const kept = Object.entries(value).filter(([key, own]) => !same(own, known.get(key)));
  return kept.length ? Object.fromEntries(kept) : undefined;
}

/** A built-in's kind and id stay, since the rest depends on them; a table's name and digest have no default. */
function sourceDifference(source: Study['data']['source']): object | undefined {
  if (same(source, defaultSource(undefined))) return undefined;
  const rest = difference(source, defaultSource(source)) ?? {};
  return source.kind === 'builtin' ? { kind: source.kind, id: source.id, ...rest } : source;
}

/** The shortest form of a study that `parseStudy` reads back as the same: for files, storage and links. */
export function studyWithoutDefaults(study: Study): Record<string, unknown> {
  const { data, base } = study;
  const inputs = defaultInputs(data.source, data.target);
  const variants = same(study.variants, defaultVariants(base)) ? undefined : study.variants;
  const compact = {
    title: study.title === defaultTitle(base, variants) ? undefined : study.title,
    data: difference(
      {
        source: sourceDifference(data.source),
        target: difference(data.target, defaultTarget(data.source)),
        inputs: same(data.inputs, inputs) ? undefined : data.inputs,
        kinds: difference(data.kinds, {}),
        split: difference(data.split, defaultSplit),
      },
      {},
    ),
    base: difference(base, defaultBase),
    variants,
    replicates: study.replicates === defaultReplicates ? undefined : study.replicates,
    seed: study.seed === defaultSeed ? undefined : study.seed,
  };
  return { version: study.version, ...difference(compact, {}) };
}
