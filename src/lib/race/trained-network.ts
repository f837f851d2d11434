import { mixtureDistribution, originalLoop } from '#lib/crps/index.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import type { Control } from '#lib/engines/engine.ts';
import { startEngine } from '#lib/engines/registry.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import type { Predictions } from '#lib/experiment/result.ts';
import { experimentOf } from '#lib/experiment/study.ts';
import { type Layout, layoutOf } from '#lib/mdn/layout.ts';
import { middleOf, scaleOf } from '#lib/mdn/scale.ts';
import type { RaceSizes } from './contest.ts';
import { raceData } from './race-data.ts';
import { raceStudy } from './race-study.ts';
import type { LogScale } from './read-mixtures.ts';

/** The one network that all lanes of a race share, the data that it knows and does not know, and its exact scores. */
export interface TrainedNetwork {
  readonly experiment: Experiment;
  readonly seed: number;
  readonly data: Dataset;
  readonly layout: Layout;
  readonly scale: LogScale;
  readonly parameters: Float32Array;
  /** Mixtures of the test rows, and their CRPS by the closed form in doubles: what lanes are held to. */
  readonly test: Predictions;
  /** The same rows by the original's quadrature, from the library's own cdf: what a loop is to give. */
  readonly integrated: Float64Array;
}

/** Trains it, on our own kernels where they start. @throws Error where training fails */
export async function trainNetwork(
  sizes: RaceSizes,
  components: number,
  control: Control,
): Promise<TrainedNetwork> {
  const study = raceStudy(sizes, components);
  const experiment = experimentOf(study.base, study.variants[0]);
  const data = raceData(study);
  const { engine } = await startEngine('simd');
  try {
    const job = { experiment, seed: study.seed, replicates: [0], data };
    const [outcome] = await engine.train(job, control);
    if (outcome.status === 'failed') throw new Error(outcome.message);
    const scale = scaleOf(experiment.family, data.train.targets);
    return {
      experiment,
      seed: study.seed,
      data,
      layout: layoutOf(experiment, data.width),
      scale: { mean: middleOf(scale), sd: scale.sd },
      parameters: outcome.parameters,
      test: outcome.test,
      integrated: integrate(outcome.test, data.test.targets),
    };
  } finally {
    engine.dispose();
  }
}

function integrate(
  { components, weights, mus, sigmas }: Predictions,
  targets: Float64Array,
): Float64Array {
  return targets.map((y, row) => {
    const own = (values: Float32Array | Float64Array) =>
      values.subarray(row * components, (row + 1) * components);
    const { cdf } = mixtureDistribution('lognormal', own(weights), own(mus), own(sigmas));
    return originalLoop(y, cdf);
  });
}
