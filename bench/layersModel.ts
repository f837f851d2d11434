/**
 * The peer: the same network as ours written with TensorFlow.js Layers, the way its guides do. 10
 * inputs, two hidden layers of 64, relu, and a head of 3K values a row: logits, mus, raw sigmas.
 */
import * as tf from '@tensorflow/tfjs';
import type { Sequential } from '@tensorflow/tfjs-layers';
import { layersModel as denseLayers } from '#lib/engines/tfjs/layers-model.ts';
import { SIGMA_FLOOR } from '#lib/mdn/bounds.ts';

export const INPUTS = 10;
const HIDDEN = 64;

export function layersModel(components: number): Sequential {
  return denseLayers(INPUTS, [HIDDEN, HIDDEN], 'relu', 3 * components);
}

/** −ln density of the standardised target; LayersModel.fit wants a target as wide as the output, so it comes 3K times. */
export function mixtureNll(components: number) {
  return (target: tf.Tensor, output: tf.Tensor): tf.Tensor =>
    tf.tidy(() => {
      const [logits, mus, raws] = tf.split(output, 3, 1);
      const sigmas = tf.softplus(raws).add(SIGMA_FLOOR);
      const z = tf.slice(target, [0, 0], [-1, components]).sub(mus).div(sigmas);
      const logDensities = z
        .square()
        .mul(-0.5)
        .sub(sigmas.log())
        .sub(0.5 * Math.log(2 * Math.PI));
      return tf.logSoftmax(logits).add(logDensities).logSumExp(1).neg();
    });
}
