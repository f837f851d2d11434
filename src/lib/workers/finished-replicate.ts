import type { Dataset } from '#lib/data/dataset.ts';
import type { Outcome } from '#lib/engines/engine.ts';
import { diagnose } from '#lib/experiment/diagnostics.ts';
import type { FinishedReplicate } from '#lib/experiment/result.ts';
import type { TrainRequest } from '#lib/schedule/worker-handle.ts';

/**
 * What is reported of a replicate that an engine has trained.
 * @throws RangeError where its predictions are no mixtures (NaN, a sigma of 0)
 */
export function finishedReplicate(
  outcome: Extract<Outcome, { status: 'done' }>,
  request: TrainRequest,
  dataset: Dataset,
  durationMs: number,
): FinishedReplicate {
  const { replicate, validationCrps, curve, epochs, bestEpoch, boundShare, test } = outcome;
  const diagnostics = diagnose(request.experiment.family, test, dataset.test);
  return {
    status: 'done',
    variant: request.variant,
    replicate,
    validationCrps,
    testCrps: diagnostics.crps,
    testLogScore: diagnostics.logScore,
    coverage50: diagnostics.coverage50,
    coverage90: diagnostics.coverage90,
    excessCrps: diagnostics.excessCrps,
    curve,
    epochs,
    bestEpoch,
    durationMs,
    boundShare,
  };
}
