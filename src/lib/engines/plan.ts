import { boundsOf } from '#lib/mdn/bounds.ts';
import { initialParameters } from '#lib/mdn/initial.ts';
import { layoutOf } from '#lib/mdn/layout.ts';
import { scaleOf, spreadOf, standardise } from '#lib/mdn/scale.ts';
import type { Job } from './engine.ts';
import type { StackPlan } from './stack.ts';

/**
 * What a job fixes before its first step: scales, shapes and initial values.
 * @throws RangeError where the data cannot be trained on (#lib/mdn/scale.ts)
 */
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
