import { pairedDifference } from '#lib/experiment/difference.ts';
import type { Interval } from '#lib/experiment/interval.ts';
import type { ReplicateResult } from '#lib/experiment/result.ts';
import { differenceDigits, scoreDigits } from '#lib/experiment/score-digits.ts';
import { summarise } from '#lib/experiment/statistics.ts';
import type { Study } from '#lib/experiment/study.ts';
import { numberWords, signedWords } from '#lib/format/number-words.ts';
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

function intervalWords(
  interval: Interval | null | undefined,
  words: (value: number) => string,
): string {
  return interval ? `[${words(interval.lower)}, ${words(interval.upper)}]` : '–';
}

/** What came of a run, as text: scores by variant, then each variant's difference to the first. */
export function scoreTable(study: Study, results: readonly ReplicateResult[]): string {
  const scores = study.variants.map((_, variant) =>
    scoresByReplicate(results, variant, study.replicates),
  );
  const summaries = scores.map((some) => summarise(some.filter((score) => score !== null)));
  const digits = scoreDigits(summaries);
  const show = (value: number | null | undefined) => numberWords(value ?? NaN, digits);

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
        intervalWords(summary?.interval, show),
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
      const own = differenceDigits(difference, digits);
      const signed = (value: number) => signedWords(value, own);
      return [
        `${name} − ${study.variants[0].name}`,
        String(difference?.n ?? 0),
        signed(difference?.mean ?? NaN),
        intervalWords(difference?.interval, signed),
      ];
    }),
  ]);
  return [...lines, '', ...differences].join('\n');
}
