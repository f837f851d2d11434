import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { RunSummary } from '#lib/history/kept-run.ts';

/**
 * A kept run as a list of runs has it.
 * @param scores of each variant, by replicate: null for one that failed, undefined for one that is not there
 */
export function runOf(
  id: number,
  study: object = {},
  scores: readonly (readonly (number | null | undefined)[])[] = [],
  fields: Partial<RunSummary> = {},
): RunSummary {
  const parsed = parseStudy({ replicates: 4, ...study });
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const variants = parsed.study.variants.map((_, variant) => {
    const own = scores[variant] ?? [];
    return {
      scores: own.flatMap((score, replicate) =>
        typeof score === 'number' ? { replicate, score } : [],
      ),
      failed: own.filter((score) => score === null).length,
    };
  });
  return {
    id,
    study: parsed.study,
    environment: null,
    link: null,
    status: 'finished',
    begun: id,
    variants,
    replicates: variants.reduce((sum, own) => sum + own.scores.length + own.failed, 0),
    held: false,
    ...fields,
  };
}
