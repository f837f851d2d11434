import type { Experiment } from '#lib/experiment/experiment.ts';
import { layoutOf } from '#lib/mdn/layout.ts';
import type { TargetScale } from '#lib/mdn/scale.ts';
import { layersTopology } from './layers-topology.ts';
import { layersWeights } from './layers-weights.ts';

export interface LayersModel {
  /** The content of model.json, which names weights.bin. */
  readonly model: object;
  /** The content of weights.bin. */
  readonly weights: Uint8Array<ArrayBuffer>;
}

/**
 * A trained replicate as a TensorFlow.js Layers model with three outputs, weights, mus and sigmas.
 * @param width encoded inputs a row
 * @throws RangeError where the parameters are not of this experiment and width
 */
export function layersModel(
  experiment: Experiment,
  width: number,
  scale: TargetScale,
  parameters: Float32Array,
): LayersModel {
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
