import type { ShownReplicate } from '#lib/results/shown-variant.ts';
import type { SharedResult } from './shared-result.ts';

const NAMES: readonly (readonly [keyof ShownReplicate, string])[] = [
  ['validationCrps', 'validation scores'],
  ['testLogScore', 'log scores'],
  ['coverage90', 'coverage of the 90 % interval'],
  ['coverage50', 'coverage of the 50 % interval'],
  ['durationMs', 'training times'],
];

/** What the sender's program knew and this link does not say, in words. */
export function whatIsMissing({ study, variants, columns }: SharedResult): string[] {
  const done = variants.flatMap((variant) => variant.done);
  if (done.length === 0) return [];
  const scores = NAMES.filter(([score]) => done.every((replicate) => replicate[score] === null));
  const curves = variants.map((variant) => variant.curves);
  const without = curves.every((own) => own === null)
    ? ['learning curves']
    : curves.every((own) => !own?.trainingLoss)
      ? ['curves of the training loss']
      : [];
  const kinds = study.data.source.kind === 'table' && !columns ? ['the kinds of the columns'] : [];
  return [...scores.map(([, name]) => name), ...without, ...kinds];
}
