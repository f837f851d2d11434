import type { Dataset, Part } from '#lib/data/dataset.ts';
import type { Engine, TfjsBackend } from '#lib/engines/engine.ts';
import { layersNetwork } from '#lib/engines/tfjs/layers-network.ts';
import type { Experiments } from './lanes/experiments-by-the-loop.ts';
import type { Scoring } from './lanes/scoring.ts';
import { theLoop } from './lanes/the-loop.ts';
import type { LaneParts } from './open-lane.ts';
import { readMixtures } from './read-mixtures.ts';
import type { TrainedNetwork } from './trained-network.ts';

interface OpenScoring {
  readonly scoring: Omit<Scoring, 'scores'>;
  use(): Promise<void>;
  dispose(): void;
}

/** The network on a backend that has started, and the rows of one part. */
export async function openScoring(
  backend: TfjsBackend,
  { experiment, layout, scale, parameters }: TrainedNetwork,
  { count, inputs, targets }: Part,
): Promise<OpenScoring> {
  const { components, activation } = experiment;
  const { width } = layout;
  const network = await layersNetwork(backend, layout, activation, parameters);
  return {
    use: () => network.use(),
    dispose: () => network.dispose(),
    scoring: {
      count,
      components,
      inputs,
      inputsOf: (row) => inputs.subarray(row * width, (row + 1) * width),
      targets,
      predict: (some, rows) => network.predict(some, rows),
      read: (raw) => readMixtures(raw, components, scale),
    },
  };
}

function without(part: Part): Part {
  return {
    ...part,
    count: 0,
    rows: new Int32Array(0),
    inputs: new Float32Array(0),
    targets: new Float64Array(0),
  };
}

/** Experiments that train on this engine and are scored by the loop, on the backend of the same name. */
export function openExperiments(
  engine: Engine,
  network: TrainedNetwork,
  { replicates, control }: LaneParts,
): Omit<Experiments, 'scores'> {
  const { experiment, seed, data } = network;
  const { validation, test } = data;
  const bare: Dataset = { ...data, validation: without(validation), test: without(test) };
  return {
    replicates,
    epochs: experiment.epochs,
    validation,
    test,
    breathe: () => control.breathe(),
    async train(replicate) {
      const job = { experiment, seed, replicates: [replicate], data: bare };
      const [outcome] = await engine.train(job, control);
      if (outcome.status === 'failed') throw new Error(outcome.message);
      const trained = { ...network, parameters: outcome.parameters };
      const parts = new Map<Part, OpenScoring>();
      for (const part of [validation, test])
        parts.set(part, await openScoring('wasm', trained, part));
      return {
        score(part) {
          const opened = parts.get(part);
          if (!opened) throw new Error('The loop scores validation and test rows only.');
          const scores = new Float64Array(part.count);
          for (const _ of theLoop({ ...opened.scoring, scores }));
          return scores.reduce((sum, score) => sum + score, 0) / part.count;
        },
        dispose: () => parts.forEach((opened) => opened.dispose()),
      };
    },
  };
}
