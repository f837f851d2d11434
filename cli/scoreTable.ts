import { pairedDifference } from '#lib/experiment/difference.ts';
import type { Interval } from '#lib/experiment/interval.ts';
import type { ReplicateResult } from '#lib/experiment/result.ts';
import { summarise } from '#lib/experiment/statistics.ts';
import type { Study } from '#lib/experiment/study.ts';
import { layOut } from './layOut.ts';

/** Test CRPS by replicate index; null where a replicate failed or was not run. */
function scoresByReplicate(
  results: readonly ReplicateResult[],
  variant: number,
  replicates: number,
): (number | null)[] {
  const scores = Array.from({ length: replicates }, (): number | null => null);
  for (const result of results) {
    if (result.variant === variant && result.status === 'done') {
      scores[result.replicate] = result.testCrps;
    }
  }
  return scores;
}

/** Decimals that show the smallest spread with two digits; four digits of the score where there is none. */
function decimalsFor(spreads: readonly number[], scores: readonly number[]): number {
  const spread = Math.min(...spreads.filter((value) => value > 0));
  const size = Math.max(...scores.map(Math.abs));
  const decimals = Number.isFinite(spread)
    ? 1 - Math.floor(Math.log10(spread))
    : 3 - Math.floor(Math.log10(size || 1));
  return Math.min(Math.max(decimals, 0), 10);
}

/** What came of a run, as text: scores by variant, then each variant's difference to the first. */
export function scoreTable(study: Study, results: readonly ReplicateResult[]): string {
  const scores = study.variants.map((_, variant) =>
    scoresByReplicate(results, variant, study.replicates),
  );
  const summaries = scores.map((some) => summarise(some.filter((score) => score !== null)));
  const decimals = decimalsFor(
    summaries.map((summary) => summary?.sd ?? 0),
    summaries.map((summary) => summary?.mean ?? 0),
  );
  const show = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : value.toFixed(decimals).replace('-', '−');
  const showInterval = (interval: Interval | null | undefined) =>
    interval ? `[${show(interval.lower)}, ${show(interval.upper)}]` : '–';

  const failed = (variant: number) =>
    results.filter((result) => result.variant === variant && result.status === 'failed').length;
  const { unit } = study.data.target;
  const lines = layOut([
    [`Test CRPS${unit && ` (${unit})`}`, 'n', 'mean', '95 % interval', 'SD', 'failed'],
    ...study.variants.map(({ name }, variant) => {
      const summary = summaries[variant];
      return [
        name,
        String(summary?.n ?? 0),
        show(summary?.mean),
        showInterval(summary?.interval),
        show(summary?.sd),
        String(failed(variant)),
      ];
    }),
  ]);
  if (study.variants.length === 1) return lines.join('\n');
  const differences = layOut([
    ['Difference, paired by replicate', 'n', 'mean', '95 % interval'],
    ...study.variants.slice(1).map(({ name }, index) => {
      const difference = pairedDifference(scores[0], scores[index + 1]);
      return [
        `${name} − ${study.variants[0].name}`,
        String(difference?.n ?? 0),
        show(difference?.mean),
        showInterval(difference?.interval),
      ];
    }),
  ]);
  return [...lines, '', ...differences].join('\n');
}
