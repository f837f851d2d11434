import { type Sequential, initializers, layers, sequential } from '@tensorflow/tfjs-layers';
import type { Activation } from '#lib/mdn/network.ts';

/** A network with TensorFlow.js Layers, the way its guides write one: hidden layers, then a plain head. */
export function layersModel(
  inputs: number,
  hidden: readonly number[],
  activation: Activation,
  outputs: number,
): Sequential {
  const widths = [...hidden, outputs];
  return sequential({
    layers: widths.map((units, l) =>
      layers.dense({
        units,
        ...(l < hidden.length ? { activation } : {}),
        ...(l === 0 ? { inputShape: [inputs] } : {}),
        kernelInitializer: initializers.glorotUniform({ seed: l + 1 }),
      }),
    ),
  });
}
