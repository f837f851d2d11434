/** How fast a GPU trains a model, found out on the first rows of its data, in a worker, in under a second. */
import type { Dataset, Part } from '#lib/data/dataset.ts';
import type { Engine } from '#lib/engines/engine.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { Breath } from './breath.ts';
import { Gate } from './gate.ts';

/** A trial ends after so many epochs or so long, whichever comes first. */
export interface TrialEffort {
  /** What compiles first is not counted, but must be done by then. */
  readonly mostMs: number;
  readonly epochs: number;
}

/** What a run spends: it is the time that ends the trial. */
export const TRIAL_EFFORT: TrialEffort = { mostMs: 800, epochs: 1000 };
const TRIAL_BATCHES = 16;

const TIME_UP = Symbol('time up');

export interface TrialRequest {
  readonly experiment: Experiment;
  readonly seed: number;
  readonly replicates: readonly number[];
  readonly dataKey: string;
  /** Try a GPU that is drawn in software too: for tests and benchmarks. */
  readonly anyGpu: boolean;
  readonly effort: TrialEffort;
}

function firstRows(part: Part, width: number, most: number): Part {
  const count = Math.min(part.count, most);
  return {
    count,
    rows: part.rows.subarray(0, count),
    inputs: part.inputs.subarray(0, count * width),
    targets: part.targets.subarray(0, count),
  };
}

/** @returns training rows a second over the whole stack; null where not two epochs were done in time */
export async function timeStack(
  engine: Engine,
  { experiment, seed, replicates, effort }: TrialRequest,
  data: Dataset,
): Promise<number | null> {
  const train = firstRows(data.train, data.width, TRIAL_BATCHES * experiment.batchSize);
  const sample: Dataset = {
    ...data,
    train,
    validation: firstRows(data.validation, data.width, 0),
    test: firstRows(data.test, data.width, 1),
  };
  const breath = new Breath(new Gate());
  const times: number[] = [];
  const timer = setTimeout(() => breath.end(TIME_UP), effort.mostMs);
  try {
    await engine.train(
      {
        experiment: { ...experiment, epochs: effort.epochs, patience: null },
        seed,
        replicates,
        data: sample,
      },
      {
        signal: breath.signal,
        breathe: breath.breathe,
        onEpoch: () => times.push(performance.now()),
      },
    );
  } catch (error) {
    if (error !== TIME_UP) throw error;
  } finally {
    clearTimeout(timer);
  }
  if (times.length < 2) return null;
  const seconds = (times[times.length - 1] - times[0]) / 1000;
  return ((times.length - 1) * train.count * replicates.length) / seconds;
}
