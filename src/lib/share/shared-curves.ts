import type { CurvesVariant } from '#lib/components/charts/curves-view.ts';
import { experimentOf } from '#lib/experiment/study.ts';
import type { SharedResult } from './shared-result.ts';

/** The bands of a link for the curves chart; none where the link has none. */
export function sharedCurves({ study, variants }: SharedResult): CurvesVariant[] {
  return variants.flatMap(({ name, curves }, i) => {
    if (!curves) return [];
    const { epochs, loss } = experimentOf(study.base, study.variants[i] ?? { name });
    return [{ name, epochs, loss, curves: [], summary: curves }];
  });
}
