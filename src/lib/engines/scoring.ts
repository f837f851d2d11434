import type { Course } from '#lib/mdn/course.ts';
import { mixturesOf } from '#lib/mdn/head.ts';
import type { Breathe } from './breathing.ts';
import { diverged } from './divergence.ts';
import type { Job, Outcome } from './engine.ts';
import { exactCrps } from './exact-crps.ts';
import type { Stack, StackPlan } from './stack.ts';

/** Predicts the test rows with each slot's kept parameters and scores them exactly. One outcome a slot, in order. */
export async function* scored(
  job: Job,
  { scale, bounds }: StackPlan,
  stack: Stack,
  courses: readonly Course[],
  slots: readonly number[],
  breathe: Breathe,
): AsyncGenerator<Outcome> {
  const { experiment, replicates, data } = job;
  const { components, family } = experiment;
  let place = 0;
  for await (const raw of stack.outputs(slots, data.test, breathe)) {
    const slot = slots[place++];
    const course = courses[slot];
    if (!raw.every(Number.isFinite)) {
      yield diverged(job, slot, course.epochs);
      continue;
    }
    const { boundShare, ...mixtures } = mixturesOf(raw, components, scale, bounds);
    const crps = await exactCrps(family, data.test.targets, mixtures, components, breathe);
    yield {
      status: 'done',
      replicate: replicates[slot],
      validationCrps: course.keptCrps,
      curve: { trainingLoss: course.trainingLoss, validationCrps: course.validationCrps },
      epochs: course.epochs,
      bestEpoch: course.bestEpoch,
      test: { components, ...mixtures, crps },
      boundShare,
    };
  }
}
