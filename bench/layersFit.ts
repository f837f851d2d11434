import * as tf from '@tensorflow/tfjs';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { scaleOf, standardise } from '#lib/mdn/scale.ts';
import type { BenchRows } from './benchRows.ts';
import { INPUTS, layersModel, mixtureNll } from './layersModel.ts';

export interface LayersFit {
  /** One epoch; the mean loss, −ln density of the standardised logarithm. */
  run(): Promise<number>;
  dispose(): void;
}

/** `model.fit` as its guides use it, with Adam; it may take the whole thread. */
export function layersFit(
  rows: BenchRows,
  { components, batchSize, learningRate }: Experiment,
): LayersFit {
  const z = standardise(scaleOf('lognormal', rows.targets), rows.targets);
  const inputs = tf.tensor2d(rows.inputs, [rows.count, INPUTS]);
  const targets = tf.tidy(() =>
    tf.tile(tf.tensor2d(Float32Array.from(z), [rows.count, 1]), [1, 3 * components]),
  );
  const model = layersModel(components);
  const optimizer = tf.train.adam(learningRate);
  model.compile({ optimizer, loss: mixtureNll(components) });
  return {
    async run() {
      const { history } = await model.fit(inputs, targets, {
        epochs: 1,
        batchSize,
        shuffle: true,
        yieldEvery: 'never',
        verbose: 0,
      });
      return Number(history.loss[0]);
    },
    dispose() {
      tf.dispose([inputs, targets]);
      model.dispose();
      optimizer.dispose();
    },
  };
}
