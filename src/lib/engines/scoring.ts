import type { Dataset } from '#lib/data/dataset.ts';
import { climatologyCrps } from '#lib/experiment/climatology.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import type { Bounds } from '#lib/mdn/bounds.ts';
import type { Course } from '#lib/mdn/course.ts';
import { mixturesOf } from '#lib/mdn/head.ts';
import type { TargetScale } from '#lib/mdn/scale.ts';
import type { Breathe } from './breathing.ts';
import { diverged, hopeless, isHopeless } from './divergence.ts';
import type { Outcome } from './engine.ts';
import { exactCrps } from './exact-crps.ts';

/** What scoring needs to know of a job, whatever engine trained it. */
export interface Scoring {
  readonly experiment: Experiment;
  readonly scale: TargetScale;
  readonly bounds: Bounds;
  /** Of the test rows, in their own unit, less the shift. */
  readonly targets: Float64Array;
  /** Mean CRPS of the climatology on the validation rows; NaN where there are none. */
  readonly climatology: number;
}

export function scoringOf(
  { experiment, scale, bounds }: Pick<Scoring, 'experiment' | 'scale' | 'bounds'>,
  { train, validation, test }: Dataset,
): Scoring {
  const climatology = climatologyCrps(train.targets, validation.targets);
  return { experiment, scale, bounds, targets: test.targets, climatology };
}

/**
 * The outcome of a replicate that came through its epochs: its test rows scored exactly, in doubles.
 * @param parameters those that are kept; the outcome owns them from now on
 * @param raw the network's outputs for the test rows, row-major rows × 3K
 */
export async function outcomeOf(
  { experiment, scale, bounds, targets, climatology }: Scoring,
  replicate: number,
  course: Course,
  parameters: Float32Array,
  raw: Float32Array,
  breathe: Breathe,
): Promise<Outcome> {
  const { components, family } = experiment;
  if (!raw.every(Number.isFinite)) return diverged(experiment, replicate, course.epochs);
  if (isHopeless(course.keptCrps, climatology))
    return hopeless(experiment, replicate, course.keptCrps, climatology);
  const { boundShare, ...mixtures } = mixturesOf(raw, components, scale, bounds);
  const crps = await exactCrps(family, targets, mixtures, components, breathe);
  return {
    status: 'done',
    replicate,
    validationCrps: course.keptCrps,
    curve: { trainingLoss: course.trainingLoss, validationCrps: course.validationCrps },
    epochs: course.epochs,
    bestEpoch: course.bestEpoch,
    parameters,
    test: { components, ...mixtures, crps },
    boundShare,
  };
}
