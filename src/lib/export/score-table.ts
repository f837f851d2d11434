/** The findings as a table for a paper: what Markdown and LaTeX write each in their own way. */
import { numberWords, signedWords } from '#lib/format/number-words.ts';
import { scoreDigits } from '#lib/experiment/score-digits.ts';
import type { Interval } from '#lib/experiment/interval.ts';
import type { Study } from '#lib/experiment/study.ts';
import { differencesToFirst } from '#lib/results/differences.ts';
import type { ShownVariant } from '#lib/results/shown-variant.ts';
import { studyInWords } from '#lib/results/study-words.ts';
import { summariseVariant } from '#lib/results/variant-summary.ts';

export interface ScoreTable {
  readonly title: string;
  /** What was done, what the numbers are, and what the intervals are. */
  readonly caption: string;
  /** The first is of words, the others of numbers. */
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const NONE = '–';

function intervalText(interval: Interval | null, number: (value: number) => string): string {
  return interval ? `${number(interval.lower)} to ${number(interval.upper)}` : NONE;
}

function captionOf(study: Study, compared: boolean): string {
  const { unit } = study.data.target;
  const first = study.variants[0].name;
  const difference = compared
    ? ` Differences are to “${first}”, paired by replicate, with Student’s 95 % interval of their mean over the pairs; below 0 is better than “${first}”.`
    : '';
  return (
    `${studyInWords(study)} CRPS${unit && ` in ${unit}`} on the test rows, lower is better: mean over n replicates ` +
    `with Student’s 95 % interval of that mean, and standard deviation (SD) between replicates.${difference}`
  );
}

export function scoreTable(study: Study, variants: readonly ShownVariant[]): ScoreTable {
  const { unit } = study.data.target;
  const summaries = variants.map(summariseVariant);
  const differences = differencesToFirst(variants, study.replicates);
  const digits = scoreDigits(summaries.map(({ score }) => score));
  const number = (value: number) => numberWords(value, digits);
  const several = variants.length > 1;
  const failed = summaries.some((summary) => summary.failed > 0);
  return {
    title: study.title || 'Untitled study',
    caption: captionOf(study, several),
    headings: [
      'Variant',
      'n',
      `Mean CRPS${unit && ` (${unit})`}`,
      '95 % interval',
      'SD',
      ...(failed ? ['Failed'] : []),
      ...(several ? ['Difference', '95 % interval', 'Pairs'] : []),
    ],
    rows: summaries.map((summary, index) => {
      const { name, n, score } = summary;
      const compared = differences[index - 1];
      const difference = compared?.difference;
      const signed = (value: number) => signedWords(value, compared?.digits ?? digits);
      return [
        name,
        String(n),
        score ? number(score.mean) : NONE,
        intervalText(score?.interval ?? null, number),
        score && score.sd !== null ? number(score.sd) : NONE,
        ...(failed ? [String(summary.failed)] : []),
        ...(several
          ? [
              difference ? signed(difference.mean) : NONE,
              intervalText(difference?.interval ?? null, signed),
              difference ? String(difference.n) : NONE,
            ]
          : []),
      ];
    }),
  };
}
