/**
 * The training loop, the same for every engine whose replicates train as a stack: epochs of shuffled
 * batches, early stopping, failures, and the scores at the end. A replicate that stops or fails is
 * retired: it no longer changes, and the others never notice.
 */
import { Course } from '#lib/mdn/course.ts';
import { lossInUnit } from '#lib/mdn/loss.ts';
import { batching } from './batching.ts';
import { breathing } from './breathing.ts';
import { diverged, isSane } from './divergence.ts';
import type { Control, Job, Outcome } from './engine.ts';
import { outcomeOf, scoringOf } from './scoring.ts';
import type { Stack, StackPlan } from './stack.ts';

/**
 * @param settle awaited after each step, where a device may fall behind the loop
 * @returns an outcome for each of the job's replicates, in their order
 * @throws the control's reason once aborted
 */
export async function train(
  job: Job,
  control: Control,
  plan: StackPlan,
  stack: Stack,
  settle: () => Promise<void> = async () => undefined,
): Promise<Outcome[]> {
  const { experiment, replicates, data } = job;
  const validated = data.validation.count > 0;
  const breathe = breathing(control);
  const nextBatches = batching(job, plan);
  const courses = replicates.map(() => new Course(validated ? experiment.patience : null));
  const outcomes: Outcome[] = [];
  const kept: Float32Array[] = [];
  const retire = (slot: number, parameters: Float32Array) => {
    kept[slot] = parameters.slice();
    stack.retire(slot, kept[slot]);
  };

  for (let epoch = 1; epoch <= experiment.epochs && stack.active.length > 0; epoch++) {
    for (const batch of nextBatches(stack)) {
      await breathe();
      stack.step(batch);
      await settle();
    }
    const trained = stack.active;
    const losses = (await stack.takeLossSums()).map((sum) =>
      lossInUnit(experiment.loss, plan.scale, sum / data.train.count),
    );
    const parameters = await stack.parameters();
    const fail = (slot: number) => {
      outcomes[slot] = diverged(experiment, replicates[slot], epoch);
      retire(slot, parameters[slot]);
    };
    for (const slot of trained) {
      if (!isSane(parameters[slot]) || !Number.isFinite(losses[slot])) fail(slot);
    }
    const crps = await stack.meanCrps(data.validation, breathe);
    for (const slot of stack.active) {
      if (validated && !Number.isFinite(crps[slot])) {
        fail(slot);
      } else if (courses[slot].note(losses[slot], crps[slot], parameters[slot])) {
        retire(slot, courses[slot].best ?? parameters[slot]);
      }
    }
    const told = (values: Float64Array) =>
      values.map((value, slot) => (trained.includes(slot) && !(slot in outcomes) ? value : NaN));
    control.onEpoch({ epoch, trainingLoss: told(losses), validationCrps: told(crps) });
  }

  const parameters = await stack.parameters();
  for (const slot of stack.active) retire(slot, courses[slot].best ?? parameters[slot]);
  const slots = replicates.map((_, slot) => slot).filter((slot) => !(slot in outcomes));
  const scoring = scoringOf({ experiment, ...plan }, data);
  let place = 0;
  for await (const raw of stack.outputs(slots, data.test, breathe)) {
    const slot = slots[place++];
    const replicate = replicates[slot];
    outcomes[slot] = await outcomeOf(scoring, replicate, courses[slot], kept[slot], raw, breathe);
  }
  return outcomes;
}
