/**
 * What a run's scores are measured on. A mean CRPS says something of another only where both are over the
 * same test rows of the same target in the same unit; the validation share changes none of these.
 */
import { percent } from '#lib/format/percent.ts';
import type { RunSummary } from '#lib/history/kept-run.ts';
import { dataInWords, targetInWords } from './run-words.ts';

interface Aspect {
  /** As in “The runs differ in …”. */
  readonly name: string;
  readonly key: (run: RunSummary) => string;
  readonly words: (run: RunSummary) => string;
}

const split = (run: RunSummary) => run.study.data.split;
const target = (run: RunSummary) => run.study.data.target;
const number = (value: number) => String(value).replace('-', '−');

const aspects: readonly Aspect[] = [
  {
    name: 'data',
    key: ({ study: { data } }) => {
      const { source } = data;
      // A file is what is in it, whatever it is called.
      return source.kind === 'table' ? source.digest : `${source.id} ${source.rows} ${source.seed}`;
    },
    words: ({ study }) => dataInWords(study.data.source),
  },
  {
    name: 'target',
    key: (run) => `${target(run).column}\n${run.study.data.kinds[target(run).column] ?? ''}`,
    words: (run) => targetInWords(run),
  },
  { name: 'unit', key: (run) => target(run).unit, words: (run) => target(run).unit || 'none' },
  {
    name: 'shift of the target',
    key: (run) => String(target(run).shift),
    words: (run) => number(target(run).shift),
  },
  {
    name: 'test rows',
    key: (run) => `${split(run).test} ${split(run).seed} ${split(run).perReplicate}`,
    words: (run) => {
      const { test, seed, perReplicate } = split(run);
      const each = perReplicate ? ', another for each replicate' : '';
      return `${percent(test)} with split seed ${seed}${each}`;
    },
  },
];

export interface ScaleFault {
  readonly name: string;
  /** What each side has, each once. */
  readonly values: readonly string[];
}

/** Why the scores of these runs cannot be set side by side; empty where they can. */
export function scaleFaults(runs: readonly RunSummary[]): ScaleFault[] {
  return aspects
    .filter(({ key }) => new Set(runs.map(key)).size > 1)
    .map(({ name, words }) => ({ name, values: [...new Set(runs.map(words))] }));
}

/** Runs by what their scores are measured on, in the order in which they come. */
export function groupByScale(runs: readonly RunSummary[]): RunSummary[][] {
  const groups = new Map<string, RunSummary[]>();
  for (const run of runs) {
    const key = JSON.stringify(aspects.map((aspect) => aspect.key(run)));
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
}
