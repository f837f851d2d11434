/** A run's variants as lines of a list: what each scored, and where on an axis that they share. */
import { scoreDigits } from '#lib/experiment/score-digits.ts';
import { numberWords } from '#lib/format/number-words.ts';
import { summarise } from '#lib/experiment/statistics.ts';
import type { RunSummary } from '#lib/history/kept-run.ts';

export interface VariantLine {
  readonly name: string;
  readonly n: number;
  readonly failed: number;
  /** null before the first score. */
  readonly score: {
    readonly mean: string;
    /** `12.31 – 12.55`; null where one score says nothing of the spread. */
    readonly interval: string | null;
    /** Shares of the axis, 0 to 1. */
    readonly at: number;
    readonly from: number;
    readonly to: number;
  } | null;
}

export function variantLines({ study, variants }: RunSummary): VariantLine[] {
  const summaries = variants.map(({ scores }) => summarise(scores.map(({ score }) => score)));
  const ends = summaries.flatMap((summary) =>
    summary
      ? [summary.interval?.lower ?? summary.mean, summary.interval?.upper ?? summary.mean]
      : [],
  );
  const least = Math.min(...ends);
  const span = Math.max(...ends) - least;
  const digits = scoreDigits(summaries);
  const share = (value: number) => (span > 0 ? (value - least) / span : 0.5);
  return summaries.map((summary, i) => {
    const line = {
      name: study.variants[i]?.name ?? '',
      n: summary?.n ?? 0,
      failed: variants[i]?.failed ?? 0,
    };
    if (!summary) return { ...line, score: null };
    const { mean, interval } = summary;
    const ends =
      interval && [interval.lower, interval.upper].map((end) => numberWords(end, digits));
    return {
      ...line,
      score: {
        mean: numberWords(mean, digits),
        interval: ends && ends.join(' – '),
        at: share(mean),
        from: share(interval?.lower ?? mean),
        to: share(interval?.upper ?? mean),
      },
    };
  });
}
