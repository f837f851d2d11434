import type { FinishedReplicate } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { ShownReplicate, ShownVariant } from '#lib/results/shown-variant.ts';
import { csvLine } from './csv.ts';

/** A run knows more of a replicate than a link does. */
type Replicate = ShownReplicate & Partial<Pick<FinishedReplicate, 'epochs' | 'bestEpoch'>>;

const HEADINGS = [
  'variant',
  'replicate',
  'status',
  'unit',
  'test_crps',
  'validation_crps',
  'test_log_score',
  'coverage_50',
  'coverage_90',
  'excess_crps',
  'bound_share',
  'epochs',
  'best_epoch',
  'duration_ms',
  'reason',
];

/** A line for each replicate, finished or failed, in the study's order; replicates counted from 1. docs/export.md says what each column holds. */
export function replicatesCsv(study: Study, variants: readonly ShownVariant[]): string {
  const { unit } = study.data.target;
  const lines = variants.flatMap(({ name, done, failed }) => {
    const finished = done.map((replicate: Replicate) => ({
      replicate: replicate.replicate,
      cells: [
        'finished',
        unit,
        replicate.testCrps,
        replicate.validationCrps,
        replicate.testLogScore,
        replicate.coverage50,
        replicate.coverage90,
        replicate.excessCrps,
        replicate.boundShare,
        replicate.epochs,
        replicate.bestEpoch,
        replicate.durationMs,
        null,
      ],
    }));
    const none = Array.from({ length: 10 }, () => null);
    const unfinished = failed.map(({ replicate, message }) => ({
      replicate,
      cells: ['failed', unit, ...none, message],
    }));
    return [...finished, ...unfinished]
      .sort((a, b) => a.replicate - b.replicate)
      .map(({ replicate, cells }) => csvLine([name, replicate + 1, ...cells]));
  });
  return [csvLine(HEADINGS), ...lines].join('');
}
