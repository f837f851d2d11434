/**
 * The training loop: replicates in turn within each epoch, early stopping, failures, and the scores at
 * the end, as the engine on TensorFlow.js has them. Stacking gains nothing here: a replicate's batches
 * keep the processor busy by themselves.
 */
import { Course } from '#lib/mdn/course.ts';
import { lossInUnit } from '#lib/mdn/loss.ts';
import { diverged, LARGEST_PARAMETER } from '../divergence.ts';
import type { Control, Job, Outcome } from '../engine.ts';
import { outcomeOf, type Scoring, scoringOf } from '../scoring.ts';
import type { Arena } from './Arena.ts';
import { Breather } from './Breather.ts';
import type { Kernels } from './kernels.ts';
import { placeJob, type PlacedJob, type PlacedPart, type Slot } from './PlacedJob.ts';
import { unpack } from './packing.ts';
import { type Plan, planOf } from './plan.ts';

/** Rows scored between two looks at the clock. */
const SCORED_ROWS = 1024;

/** One replicate while it trains. */
interface Run {
  readonly replicate: number;
  readonly slot: Slot;
  readonly course: Course;
  /** Still training. */
  active: boolean;
  failed: Outcome | null;
  steps: number;
}

export async function train(
  kernels: Kernels,
  arena: Arena,
  job: Job,
  control: Control,
): Promise<Outcome[]> {
  const { experiment, data, seed, replicates } = job;
  const plan = planOf(experiment, data, seed);
  const placed = placeJob(kernels, arena, plan, replicates);
  const training = new Training(kernels, arena, plan, placed, new Breather(control));
  const runs = replicates.map((replicate, at): Run => {
    const course = new Course(data.validation.count ? experiment.patience : null);
    return { replicate, slot: placed.slots[at], course, active: true, failed: null, steps: 0 };
  });
  for (let epoch = 1; epoch <= experiment.epochs && runs.some(({ active }) => active); epoch++) {
    const trainingLoss = new Float64Array(runs.length).fill(NaN);
    const validationCrps = new Float64Array(runs.length).fill(NaN);
    for (const [at, run] of runs.entries()) {
      if (!run.active) continue;
      const { loss, crps, isSane } = await training.epoch(run);
      if (isSane) {
        trainingLoss[at] = loss;
        validationCrps[at] = crps;
        run.active = !run.course.note(loss, crps, training.parameters(run));
      } else {
        run.failed = diverged(experiment, run.replicate, epoch);
        run.active = false;
      }
    }
    control.onEpoch({ epoch, trainingLoss, validationCrps });
  }
  const outcomes: Outcome[] = [];
  const scoring = scoringOf(plan, data);
  for (const run of runs) outcomes.push(run.failed ?? (await training.outcome(run, scoring)));
  return outcomes;
}

class Training {
  constructor(
    private readonly kernels: Kernels,
    private readonly arena: Arena,
    private readonly plan: Plan,
    private readonly placed: PlacedJob,
    private readonly breather: Breather,
  ) {}

  /** A view: not to be kept. */
  parameters({ slot }: Run): Float32Array {
    return this.arena.floats(slot.parameters, this.plan.packing.size);
  }

  /** Trains a replicate for an epoch. @returns loss and validation CRPS in the target's unit */
  async epoch(run: Run): Promise<{ loss: number; crps: number; isSane: boolean }> {
    const { kernels, plan, placed } = this;
    const { parameters, m, v, order, shuffle, dropout } = run.slot;
    const { count } = plan.data.train;
    kernels.shuffle(shuffle, order, count);
    let total = 0;
    await this.breather.inCalls(Math.ceil(count / plan.batchRows), (first, some) => {
      total = kernels.trainBatches(parameters, m, v, order, dropout, first, some, run.steps, total);
      run.steps += some;
    });
    const loss = lossInUnit(plan.experiment.loss, plan.scale, total / count);
    const crps = await this.#meanCrps(run.slot, placed.validation);
    const isSane =
      kernels.isAstray(parameters, LARGEST_PARAMETER) === 0 &&
      Number.isFinite(loss) &&
      (Number.isFinite(crps) || placed.validation.count === 0);
    return { loss, crps, isSane };
  }

  /** In the target's unit; NaN without rows. */
  async #meanCrps({ parameters }: Slot, { inputs, z, y, count }: PlacedPart): Promise<number> {
    let total = 0;
    for (let first = 0; first < count; first += SCORED_ROWS) {
      await this.breather.breathe();
      const rows = Math.min(SCORED_ROWS, count - first);
      total += this.kernels.scoreRows(parameters, inputs, z, y, first, rows, 0);
    }
    return (total / count) * this.plan.scale.unit;
  }

  /** The outcome of a replicate that has not failed: exact scores of the test rows, in doubles. */
  async outcome(run: Run, scoring: Scoring): Promise<Outcome> {
    const { packing, layout } = this.plan;
    const { course, replicate } = run;
    if (course.best) this.parameters(run).set(course.best);
    const raw = await this.#outputs(run.slot);
    const kept = unpack(packing, this.parameters(run), layout.size);
    return outcomeOf(scoring, replicate, course, kept, raw, () => this.breather.breathe());
  }

  async #outputs({ parameters }: Slot): Promise<Float32Array> {
    const { test, outputs } = this.placed;
    const ofRow = 3 * this.plan.layout.components;
    for (let first = 0; first < test.count; first += SCORED_ROWS) {
      await this.breather.breathe();
      const rows = Math.min(SCORED_ROWS, test.count - first);
      const to = outputs + 4 * first * ofRow;
      this.kernels.predictRows(parameters, test.inputs, first, rows, ofRow, to);
    }
    return this.arena.floats(outputs, test.count * ofRow);
  }
}
