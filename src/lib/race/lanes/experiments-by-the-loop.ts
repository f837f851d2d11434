import type { Part } from '#lib/data/dataset.ts';

/** What the slow end of the last race is given. */
export interface Experiments {
  readonly replicates: number;
  readonly epochs: number;
  readonly validation: Part;
  readonly test: Part;
  /** Trains a replicate; the network scores a part row by row, by `theLoop`, and tells the mean. */
  train(replicate: number): Promise<{ score(part: Part): number; dispose(): void }>;
  breathe(): Promise<void>;
  /** Filled with each replicate's mean test score. */
  readonly scores: Float64Array;
}

/** One experiment after another: train; by the loop score the validation rows once an epoch, the test rows once. */
export async function* experimentsByTheLoop(work: Experiments) {
  for (let replicate = 0; replicate < work.replicates; replicate++) {
    const network = await work.train(replicate);
    for (let epoch = 0; epoch < work.epochs; epoch++) {
      network.score(work.validation);
      await work.breathe();
    }
    work.scores[replicate] = network.score(work.test);
    network.dispose();
    yield replicate + 1;
  }
}
