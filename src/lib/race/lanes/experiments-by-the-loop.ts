import type { Dataset, Part } from '#lib/data/dataset.ts';
import type { Control, Engine } from '#lib/engines/engine.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';

/** What the slow end of the last race is given. */
export interface Experiments {
  readonly replicates: number;
  readonly experiment: Experiment;
  readonly seed: number;
  readonly engine: Engine;
  /** The same training rows, with none to validate or test: here the loop scores. */
  readonly bare: Dataset;
  readonly validation: Part;
  readonly test: Part;
  /** The trained network in TensorFlow.js Layers: scores a part row by row, by `theLoop`; the mean. */
  open(parameters: Float32Array): Promise<{ score(part: Part): number; dispose(): void }>;
  readonly control: Control;
  /** Filled with each replicate's mean test score. */
  readonly scores: Float64Array;
}

/** One experiment after another: train; by the loop score the validation rows once an epoch, the test rows once. */
export async function* experimentsByTheLoop(work: Experiments) {
  const { replicates, experiment, seed, engine, bare, validation, test, control, scores } = work;
  for (let replicate = 0; replicate < replicates; replicate++) {
    const job = { experiment, seed, replicates: [replicate], data: bare };
    const [trained] = await engine.train(job, control);
    if (trained.status === 'failed') throw new Error(trained.message);
    const network = await work.open(trained.parameters);
    for (let epoch = 0; epoch < experiment.epochs; epoch++) {
      network.score(validation);
      await control.breathe();
    }
    scores[replicate] = network.score(test);
    network.dispose();
    yield replicate + 1;
  }
}
