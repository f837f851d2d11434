import { tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import type { Net } from '#lib/mdn/layout.ts';
import type { LayerTensors } from './net.ts';

/** A net's layers as tensors, out of the flat parameters (layout.ts) of some replicates. */
export function layersOf(net: Net, replicates: readonly Float32Array[]): LayerTensors[] {
  const count = replicates.length;
  return net.map(({ inputs, outputs, weights, biases }) => {
    const w = new Float32Array(count * inputs * outputs);
    const b = new Float32Array(count * outputs);
    replicates.forEach((parameters, place) => {
      w.set(parameters.subarray(weights, biases), place * inputs * outputs);
      b.set(parameters.subarray(biases, biases + outputs), place * outputs);
    });
    return {
      weights: tensor3d(w, [count, inputs, outputs]),
      biases: tensor2d(b, [count, outputs]),
    };
  });
}
