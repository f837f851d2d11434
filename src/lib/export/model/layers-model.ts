import type { Experiment } from '#lib/experiment/experiment.ts';
import { layoutOf } from '#lib/mdn/layout.ts';
import { middleOf, type TargetScale } from '#lib/mdn/scale.ts';
import { layersTopology } from './layers-topology.ts';
import { layersWeights } from './layers-weights.ts';

export interface LayersModel {
  /** The content of model.json, which names weights.bin. */
  readonly model: object;
  /** The content of weights.bin. */
  readonly weights: Uint8Array<ArrayBuffer>;
}

/** Farther from zero than so many standard deviations, 32 bits round a mean by more than 0.002 of them. */
const FARTHEST = 2 ** 15;
const LARGEST = 1e30;

/** @throws RangeError where 32-bit floats, in which these libraries compute, would round the mixtures away */
function requireSingles(scale: TargetScale): void {
  const { sd } = scale;
  if (Math.abs(middleOf(scale)) > FARTHEST * sd) {
    throw new RangeError(
      'TensorFlow.js and Keras compute in 32 bits, in which this target’s spread is lost beside its size. Subtract a constant from the target (its shift), run the study again and export that.',
    );
  }
  if (sd > LARGEST || sd < 1 / LARGEST) {
    throw new RangeError(
      'TensorFlow.js and Keras compute in 32 bits, which do not reach as far as this target’s unit. Multiply the target by a constant, run the study again and export that.',
    );
  }
}

/**
 * A trained replicate as a TensorFlow.js Layers model with three outputs, weights, mus and sigmas.
 * @param width encoded inputs a row
 * @throws RangeError where the parameters are not of this experiment and width, or 32 bits cannot hold its outputs
 */
export function layersModel(
  experiment: Experiment,
  width: number,
  scale: TargetScale,
  parameters: Float32Array,
): LayersModel {
  requireSingles(scale);
  const { specs, data } = layersWeights(layoutOf(experiment, width), parameters);
  return {
    model: {
      format: 'layers-model',
      generatedBy: 'CRPS Lab',
      convertedBy: null,
      modelTopology: layersTopology(experiment, width, scale),
      weightsManifest: [{ paths: ['weights.bin'], weights: specs }],
    },
    weights: data,
  };
}
