import type { DataTable } from '#lib/components/charts/data-table.ts';
import { numberWords } from '#lib/format/number-words.ts';
import { holds, type Term } from './convergence-shapes.ts';
import type { Estimate, SamplingReport } from './sampling-run.svelte.ts';
import { minutes } from './score-words.ts';

export type Exact = Readonly<Record<Term, number>>;

export const termWords: Record<Term, { readonly name: string; readonly says: string }> = {
  distance: { name: 'E|X − y|', says: 'a draw from the outcome' },
  spread: { name: '½E|X − X′|', says: 'half, two draws from each other' },
  score: { name: 'CRPS', says: 'the first less the second' },
};

/** "13.41 ± 0.19" */
export function estimateWords({ mean, half }: Estimate): string {
  return half === null ? numberWords(mean, 2) : `${numberWords(mean, 2)} ± ${numberWords(half, 2)}`;
}

/** What the sampling has found, for reading and for a screen reader. */
export function samplingCaption(report: SamplingReport | null, exact: Exact): string {
  if (!report) {
    return `Draw pairs from the forecast: their mean distances are the two terms, exactly ${minutes(exact.distance)} and ${minutes(exact.spread)}.`;
  }
  const inside = holds(report.score, exact.score);
  const verdict =
    inside === null
      ? ''
      : inside
        ? ' The exact value lies in the interval.'
        : ' The exact value lies outside of the interval, as happens to 1 interval in 20.';
  return (
    `${numberWords(report.count, 0)} pair${report.count === 1 ? '' : 's'}: CRPS ${estimateWords(report.score)} min ` +
    `by sampling, ${minutes(exact.score)} by the closed form.${verdict}`
  );
}

/** The course as numbers. */
export function samplingTable(course: readonly SamplingReport[]): DataTable {
  return {
    columns: ['Pairs', 'E|X − y| (min)', '½E|X − X′| (min)', 'CRPS (min)'],
    rows: course.map(({ count, distance, spread, score }) => [
      numberWords(count, 0),
      estimateWords(distance),
      estimateWords(spread),
      estimateWords(score),
    ]),
  };
}
