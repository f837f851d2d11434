/**
 * The training loop, the same for every backend: epochs of shuffled batches, early stopping, failures,
 * and the scores at the end.
 *
 * A replicate has diverged when one of its parameters is no longer finite or beyond ±LARGEST_PARAMETER,
 * or its loss or validation CRPS is not a number: it is taken out and the others go on. The bounded
 * head keeps a network that has blown up from ever showing NaN by itself, hence the first rule.
 */
import { crpsBatch } from '#lib/crps/index.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import { batchesOf } from '#lib/mdn/batches.ts';
import { boundsOf } from '#lib/mdn/bounds.ts';
import { Course } from '#lib/mdn/course.ts';
import { dropoutMasks } from '#lib/mdn/dropout.ts';
import { mixturesOf } from '#lib/mdn/head.ts';
import { initialParameters } from '#lib/mdn/initial.ts';
import { layoutOf } from '#lib/mdn/layout.ts';
import { lossInUnit } from '#lib/mdn/loss.ts';
import { scaleOf, spreadOf, standardise } from '#lib/mdn/scale.ts';
import type { Control, Job, Outcome } from '../engine.ts';
import type { Stack, StackBatch, StackPlan } from './stack.ts';

const LARGEST_PARAMETER = 1e4;
/** How long the loop may run before it lets messages in. */
const BREATH_MS = 40;

/** @throws RangeError where the data cannot be trained on (scale.ts) */
export function planOf({ experiment, seed, replicates, data }: Job): StackPlan {
  const { family, loss, learningRate, weightDecay, clipNorm, activation, dropout } = experiment;
  const scale = scaleOf(family, data.train.targets);
  const z = standardise(scale, data.train.targets);
  const layout = layoutOf(experiment, data.width);
  const spread = spreadOf(z, experiment.components);
  return {
    layout,
    activation,
    dropout,
    loss,
    scale,
    bounds: boundsOf(scale),
    adam: { learningRate, weightDecay, clipNorm },
    train: data.train,
    z,
    batchRows: Math.min(experiment.batchSize, data.train.count),
    initial: replicates.map((replicate) =>
      initialParameters(layout, activation, spread, seed, replicate),
    ),
  };
}

export async function train(
  job: Job,
  control: Control,
  plan: StackPlan,
  stack: Stack,
  settle: () => Promise<void> = async () => undefined,
): Promise<Outcome[]> {
  const { experiment, replicates, data } = job;
  const breathe = breathing(control);
  const nextBatches = batching(job, plan);
  const courses = replicates.map(
    () => new Course(data.validation.count ? experiment.patience : null),
  );
  const failed = new Map<number, Outcome>();

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
    for (const slot of trained) {
      if (parameters[slot].every(isSane) && Number.isFinite(losses[slot])) continue;
      failed.set(slot, diverged(replicates[slot], epoch, experiment.learningRate));
      stack.retire(slot, parameters[slot]);
    }
    const crps = await stack.meanCrps(data.validation, breathe);
    for (const slot of stack.active) {
      if (data.validation.count > 0 && !Number.isFinite(crps[slot])) {
        failed.set(slot, diverged(replicates[slot], epoch, experiment.learningRate));
        stack.retire(slot, parameters[slot]);
      } else if (courses[slot].note(losses[slot], crps[slot], parameters[slot])) {
        stack.retire(slot, courses[slot].best ?? parameters[slot]);
      }
    }
    const told = (values: Float64Array) =>
      values.map((value, slot) => (trained.includes(slot) && !failed.has(slot) ? value : NaN));
    control.onEpoch({ epoch, trainingLoss: told(losses), validationCrps: told(crps) });
  }
  // Replicates that ran every epoch keep their best weights too, where there is a patience.
  const parameters = await stack.parameters();
  for (const slot of stack.active) stack.retire(slot, courses[slot].best ?? parameters[slot]);

  const finished = replicates.map((_, slot) => slot).filter((slot) => !failed.has(slot));
  const outcomes = await score(job, plan, stack, courses, finished, breathe);
  return replicates.map((_, slot) => failed.get(slot) ?? outcomes.get(slot)!);
}

function isSane(parameter: number): boolean {
  return Math.abs(parameter) <= LARGEST_PARAMETER;
}

function diverged(replicate: number, epoch: number, learningRate: number): Outcome {
  return {
    status: 'failed',
    replicate,
    reason: 'diverged',
    message:
      `Replicate ${replicate + 1} diverged in epoch ${epoch}: its weights or its loss grew beyond all bounds. ` +
      `Try a learning rate below ${learningRate}, or clip its gradient.`,
  };
}

/** Waits for the control, but at most every BREATH_MS: waking up for every batch would cost more than the batch. */
function breathing(control: Control): () => Promise<void> {
  let last = -Infinity;
  return async () => {
    const now = performance.now();
    if (now - last < BREATH_MS) return;
    await control.breathe();
    control.signal.throwIfAborted();
    last = performance.now();
  };
}

/** The batches of the next epoch, for the slots that still train. */
function batching({ experiment, seed, replicates, data }: Job, plan: StackPlan) {
  const sources = replicates.map((replicate) =>
    batchesOf(data.train.count, experiment.batchSize, seed, replicate),
  );
  const masks = replicates.map((replicate) => dropoutMasks(experiment.dropout, seed, replicate));
  const draw = (slot: number) =>
    plan.layout.nets.map((net) =>
      net.slice(0, -1).map(({ outputs }) => {
        const mask = new Float32Array(plan.batchRows * outputs);
        masks[slot](mask);
        return mask;
      }),
    );
  return function* (stack: Stack): Generator<StackBatch> {
    const { active } = stack;
    for (const slot of active) sources[slot].nextEpoch();
    stack.beginEpoch(active.map((slot) => sources[slot].order));
    const { perEpoch, rows } = sources[0];
    for (let b = 0; b < perEpoch; b++) {
      yield {
        first: b * rows,
        rows: active.map((slot) => sources[slot].order.subarray(b * rows, (b + 1) * rows)),
        masks: experiment.dropout > 0 ? active.map(draw) : [],
      };
    }
  };
}

/** Exact scores of the test rows: the closed form in doubles (#lib/crps), batched. */
async function score(
  { experiment, replicates, data }: Job,
  { scale, bounds }: StackPlan,
  stack: Stack,
  courses: readonly Course[],
  slots: readonly number[],
  breathe: () => Promise<void>,
): Promise<Map<number, Outcome>> {
  const outcomes = new Map<number, Outcome>();
  const { components, family, learningRate } = experiment;
  const { targets } = data.test satisfies Dataset['test'];
  let place = 0;
  for await (const raw of stack.outputs(slots, data.test)) {
    const slot = slots[place++];
    const replicate = replicates[slot];
    const course = courses[slot];
    if (!raw.every(Number.isFinite)) {
      outcomes.set(slot, diverged(replicate, course.epochs, learningRate));
      continue;
    }
    const { boundShare, ...mixtures } = mixturesOf(raw, components, scale, bounds);
    const { weights, mus, sigmas } = mixtures;
    const crps = crpsBatch(family, targets, weights, mus, sigmas, components);
    outcomes.set(slot, {
      status: 'done',
      replicate,
      validationCrps: course.keptCrps,
      curve: { trainingLoss: course.trainingLoss, validationCrps: course.validationCrps },
      epochs: course.epochs,
      bestEpoch: course.bestEpoch,
      test: { components, ...mixtures, crps },
      boundShare,
    });
    await breathe();
  }
  return outcomes;
}
