/**
 * A trained network as a TensorFlow.js LayersModel, for the race: what anybody would write who has a
 * model and calls `predict`.
 */
import { dispose, setBackend, tensor1d, tensor2d, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Layout } from '#lib/mdn/layout.ts';
import type { Activation } from '#lib/mdn/network.ts';
import type { TfjsBackend } from '../engine.ts';
import { layersModel } from './layers-model.ts';

export interface LayersNetwork {
  /** Makes its backend the current one of this thread; a backend that has started. */
  use(): Promise<void>;
  /** @param inputs rows × width; @returns rows × outputs, read back from the backend */
  predict(inputs: Float32Array, rows: number): Float32Array;
  dispose(): void;
}

/** @param parameters flat, as #lib/mdn/layout.ts lays them out; of a shared network */
export async function layersNetwork(
  backend: TfjsBackend,
  layout: Layout,
  activation: Activation,
  parameters: Float32Array,
): Promise<LayersNetwork> {
  await setBackend(backend);
  const [net] = layout.nets;
  const widths = net.map(({ outputs }) => outputs);
  const model = layersModel(layout.width, widths.slice(0, -1), activation, widths[net.length - 1]);
  const weights = net.flatMap(({ inputs, outputs, weights: from, biases }) => [
    tensor2d(parameters.slice(from, biases), [inputs, outputs]),
    tensor1d(parameters.slice(biases, biases + outputs)),
  ]);
  model.setWeights(weights);
  dispose(weights);
  return {
    use: async () => void (await setBackend(backend)),
    predict(inputs, rows) {
      const outputs = tidy(() => {
        const x = tensor2d(inputs, [rows, layout.width]);
        return model.predict(x, { batchSize: rows }) as Tensor;
      });
      // Read outside of the tidy, which would else look at every number that it returns.
      const raw = outputs.dataSync<'float32'>();
      outputs.dispose();
      return raw;
    },
    dispose: () => void model.dispose(),
  };
}
