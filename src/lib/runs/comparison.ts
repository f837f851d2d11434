/** Runs side by side: which entries there are, whether their scores may be compared, and their differences. */
import type { DistributionVariant } from '#lib/components/charts/distribution-view.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { experimentOf } from '#lib/experiment/study.ts';
import type { RunSummary } from '#lib/history/kept-run.ts';
import { samePart, type ComparisonAddress, type EntryAddress } from './comparison-address.ts';
import { titleOf } from './run-words.ts';

/** As many as can be told apart in one plot, and as a study has variants. */
export const MOST_ENTRIES = 16;
const LONGEST_TITLE = 28;

/** One variant of one run. */
export interface Entry extends EntryAddress {
  readonly of: RunSummary;
  readonly experiment: Experiment;
  /** The variant's own name. */
  readonly name: string;
  /** Tells it from every other entry. */
  readonly label: string;
  readonly plotted: DistributionVariant;
}

export interface Comparison {
  /** Those that are shown, at most `MOST_ENTRIES`. */
  readonly entries: readonly Entry[];
  /** How many more were asked for. */
  readonly more: number;
  readonly reference: Entry | null;
  /** Runs that were asked for, in that order. */
  readonly runs: readonly RunSummary[];
  /** Numbers of runs that are not kept here. */
  readonly missing: readonly number[];
}

/** What each run is called beside its variants: its title where that tells it apart, else its number. */
function runNames(runs: readonly RunSummary[]): Map<RunSummary, string> {
  const titles = runs.map(titleOf);
  return new Map(
    runs.map((run, i) => {
      const title = titles[i] ?? '';
      const own = titles.filter((other) => other === title).length === 1;
      return [run, own && title.length <= LONGEST_TITLE ? title : `run ${run.id}`];
    }),
  );
}

export function comparisonOf(
  { parts, reference }: ComparisonAddress,
  kept: readonly RunSummary[],
): Comparison {
  const ids = [...new Set(parts.map(({ run }) => run))];
  const runs = ids.flatMap((id) => kept.find((run) => run.id === id) ?? []);
  const names = runNames(runs);
  const asked = parts.flatMap((part) => {
    const of = runs.find((run) => run.id === part.run);
    if (!of) return [];
    const all = of.study.variants.map((_, variant) => ({ run: of.id, variant }));
    return part.variant === null ? all : all.filter((entry) => samePart(entry, part));
  });
  const different = asked.filter(
    (entry, i) => asked.findIndex((other) => samePart(other, entry)) === i,
  );
  const entries = different.slice(0, MOST_ENTRIES).flatMap(({ run, variant }): Entry[] => {
    const of = runs.find(({ id }) => id === run);
    const own = of?.study.variants[variant];
    if (!of || !own) return [];
    const label = runs.length === 1 ? own.name : `${own.name} (${names.get(of)})`;
    const { scores = [], failed = 0 } = of.variants[variant] ?? {};
    const experiment = experimentOf(of.study.base, own);
    return [
      {
        run,
        variant,
        of,
        experiment,
        name: own.name,
        label,
        plotted: { name: label, scores, failed, expected: of.study.replicates },
      },
    ];
  });
  return {
    entries,
    more: different.length - entries.length,
    reference:
      entries.find((entry) => reference && samePart(entry, reference)) ?? entries[0] ?? null,
    runs,
    missing: ids.filter((id) => !runs.some((run) => run.id === id)),
  };
}
