import type { CurvesVariant } from '#lib/components/charts/curves-view.ts';
import { experimentOf, type Study } from '#lib/experiment/study.ts';
import type { VariantSnapshot } from '#lib/run/run-progress.ts';

/** The learning curves of a run as it stands: of the replicates that have finished and of those in training. */
export function runCurves(study: Study, variants: readonly VariantSnapshot[]): CurvesVariant[] {
  return variants.map(({ name, epochs, done, running }, i) => ({
    name,
    epochs,
    loss: experimentOf(study.base, study.variants[i] ?? { name }).loss,
    curves: [...done, ...running],
  }));
}
