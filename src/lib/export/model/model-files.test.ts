// The test is a reader of the files, as anyone who loads them is.
// eslint-disable-next-line @typescript-eslint/no-restricted-imports
import * as tf from '@tensorflow/tfjs';
import { unzipSync } from 'fflate';
import { beforeAll, expect, test } from 'vitest';
import { trainedSource } from '../trained-source.ts';
import { zipBlob } from '../zip-blob.ts';
import { modelFiles } from './model-files.ts';

const signal = new AbortController().signal;

beforeAll(async () => void (await tf.setBackend('cpu')));

async function unpacked(blob: Blob): Promise<Record<string, Uint8Array>> {
  return unzipSync(new Uint8Array(await blob.arrayBuffer()));
}

test('the archive of a trained study holds networks that give the predictions of its run', async () => {
  const { study, predictions, dataset } = await trainedSource({
    title: 'Streams: shared / separate?',
    base: { hidden: [12, 8], components: 3, epochs: 2, dropout: 0.1 },
    variants: [
      { name: 'Shared' },
      { name: 'Separate', streams: 'separate' },
      { name: 'Normal, tanh', family: 'normal', activation: 'tanh', components: 1 },
    ],
  });
  const networks = predictions.map((held, variant) => {
    if (!held?.network) throw new Error('There is no network.');
    return { variant, network: held.network, dataset };
  });
  const files = await unpacked(await zipBlob(modelFiles('model', study, networks), signal));
  expect(Object.keys(files).sort()).toEqual([
    'model/1-shared/encoding.json',
    'model/1-shared/model.json',
    'model/1-shared/weights.bin',
    'model/2-separate/encoding.json',
    'model/2-separate/model.json',
    'model/2-separate/weights.bin',
    'model/3-normal-tanh/encoding.json',
    'model/3-normal-tanh/model.json',
    'model/3-normal-tanh/weights.bin',
    'model/README.md',
  ]);
  const json = (path: string) => JSON.parse(new TextDecoder().decode(files[path]));
  for (const [variant, folder] of ['1-shared', '2-separate', '3-normal-tanh'].entries()) {
    const { modelTopology, weightsManifest } = json(`model/${folder}/model.json`);
    const model = await tf.loadLayersModel(
      tf.io.fromMemory({
        modelTopology,
        weightSpecs: weightsManifest[0].weights,
        weightData: files[`model/${folder}/weights.bin`].slice().buffer,
      }),
    );
    const { inputs, count } = dataset.test;
    const outputs = model.predict(tf.tensor2d(inputs, [count, dataset.width])) as tf.Tensor[];
    const held = predictions[variant];
    if (!held) throw new Error('There are no predictions.');
    const mus = held.mus.map((mu) => mu + held.origin);
    for (const [i, expected] of [held.weights, mus, held.sigmas].entries()) {
      const read = await outputs[i].data();
      const size = Math.max(...Array.from(expected, Math.abs));
      expected.forEach((value, at) => expect(Math.abs(read[at] - value)).toBeLessThan(1e-5 * size));
    }
    const encoding = json(`model/${folder}/encoding.json`);
    expect(encoding.inputs).toEqual(dataset.features);
    expect(encoding.variant).toBe(study.variants[variant].name);
  }
});
