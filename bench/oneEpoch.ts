import type { Dataset } from '#lib/data/dataset.ts';
import type { Engine, Outcome } from '#lib/engines/engine.ts';
import { defaultBase } from '#lib/experiment/study-defaults.ts';
import { quietControl } from './quietControl.ts';

/** What our engine and TensorFlow.js Layers both train: the default network with three densities. */
export const PEER = {
  ...defaultBase,
  components: 3,
  epochs: 1,
  // Optimizers of TensorFlow.js do not clip.
  clipNorm: null,
};

export const SEED = 1;

/** Some epochs of our engine on replicates 0 to `stack` − 1. */
export function trainOurs(
  engine: Engine,
  data: Dataset,
  stack: number,
  epochs: number,
): Promise<Outcome[]> {
  const replicates = Array.from({ length: stack }, (_, replicate) => replicate);
  const experiment = { ...PEER, epochs };
  return engine.train({ experiment, seed: SEED, replicates, data }, quietControl);
}

export function oneEpoch(engine: Engine, data: Dataset, stack: number): Promise<Outcome[]> {
  return trainOurs(engine, data, stack, 1);
}
