/** Which kept runs are shown, and in which order. */
import type { RunSummary } from '#lib/history/kept-run.ts';
import { meanOf } from '#lib/experiment/statistics.ts';
import { dataInWords, stateInWords, titleOf } from './run-words.ts';

/** Lower case, without accents, so that “Muller” finds “Müller”. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function textOf(run: RunSummary): string {
  const { data, variants } = run.study;
  const from = run.link === null ? [] : ['from a link'];
  return plain(
    [
      titleOf(run),
      dataInWords(data.source),
      data.target.column,
      data.target.unit,
      ...variants.map(({ name }) => name),
      stateInWords(run),
      ...from,
    ].join('\n'),
  );
}

/** Runs that hold every word of the query, in their title, data, target, variants or state. */
export function findRuns(runs: readonly RunSummary[], query: string): RunSummary[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return runs.filter((run) => {
    const text = textOf(run);
    return words.every((word) => text.includes(word));
  });
}

export const ORDERS = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'title', label: 'By title' },
  { value: 'score', label: 'By data, best score first' },
] as const;

export type Order = (typeof ORDERS)[number]['value'];

function bestMean({ variants }: RunSummary): number {
  const means = variants
    .filter(({ scores }) => scores.length > 0)
    .map(({ scores }) => meanOf(scores.map(({ score }) => score)));
  return Math.min(Infinity, ...means);
}

/** Scores of different data say nothing of each other, so that the data comes first. */
function dataKey({ study }: RunSummary): string {
  return `${dataInWords(study.data.source)}\n${study.data.target.column}`;
}

const language = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** @param runs the newest first */
export function orderRuns(runs: readonly RunSummary[], order: Order): RunSummary[] {
  switch (order) {
    case 'newest':
      return [...runs];
    case 'oldest':
      return runs.toReversed();
    case 'title':
      return runs.toSorted((a, b) => language.compare(titleOf(a), titleOf(b)));
    case 'score':
      return runs.toSorted((a, b) => {
        const data = language.compare(dataKey(a), dataKey(b));
        if (data !== 0) return data;
        // Infinity less itself is no order.
        return bestMean(a) === bestMean(b) ? 0 : bestMean(a) - bestMean(b);
      });
    default:
      return order satisfies never;
  }
}
