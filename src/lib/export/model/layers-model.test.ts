// The test is a reader of the file, as anyone who loads it is.
// eslint-disable-next-line @typescript-eslint/no-restricted-imports
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { suiteExperiment } from '#lib/engines/suite-data.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { boundsOf } from '#lib/mdn/bounds.ts';
import { mixturesOf } from '#lib/mdn/head.ts';
import { layoutOf } from '#lib/mdn/layout.ts';
import { referenceOutputs } from '#lib/mdn/reference.ts';
import { scaleOf } from '#lib/mdn/scale.ts';
import { stream } from '#lib/random/stream.ts';
import { layersModel } from './layers-model.ts';

const WIDTH = 5;
const ROWS = 40;

beforeAll(async () => void (await tf.setBackend('cpu')));

async function predictions(experiment: Experiment, spread: number) {
  const random = stream(1, 0, 'layers model');
  const layout = layoutOf(experiment, WIDTH);
  const parameters = Float32Array.from({ length: layout.size }, () => spread * random.normal());
  const inputs = Float32Array.from({ length: ROWS * WIDTH }, () => random.normal());
  const targets = Float64Array.from({ length: 30 }, () => 20 + 100 * random.uniform());
  const scale = scaleOf(experiment.family, targets);
  const raw = referenceOutputs({ layout, activation: experiment.activation }, parameters, inputs);
  const expected = mixturesOf(raw, experiment.components, scale, boundsOf(scale));

  const { model, weights } = layersModel(experiment, WIDTH, scale, parameters);
  const { modelTopology, weightsManifest } = JSON.parse(JSON.stringify(model));
  const loaded = await tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest[0].weights,
      weightData: weights.buffer,
    }),
  );
  const outputs = loaded.predict(tf.tensor2d(inputs, [ROWS, WIDTH])) as tf.Tensor[];
  const read = await Promise.all(outputs.map((output) => output.data()));
  return { expected, outputs: loaded.outputNames, read, scale };
}

/** Largest difference, relative to the size of what is compared. */
function furthest(read: ArrayLike<number>, expected: Float32Array | Float64Array): number {
  expect(read).toHaveLength(expected.length);
  const values = Array.from(expected);
  const size = Math.max(...values.map(Math.abs));
  return Math.max(...values.map((value, i) => Math.abs(value - read[i]) / size));
}

for (const family of ['lognormal', 'normal'] as const) {
  for (const streams of ['shared', 'separate'] as const) {
    for (const activation of ['relu', 'tanh', 'elu'] as const) {
      test(`TensorFlow.js reads a ${family} model with ${streams} streams and ${activation} and predicts the same mixtures`, async () => {
        const experiment = { ...suiteExperiment, family, streams, activation, dropout: 0.2 };
        const { expected, read, outputs } = await predictions(experiment, 0.4);
        expect(outputs.map((name) => name.split('/')[0])).toEqual(['weights', 'mus', 'sigmas']);
        expect(furthest(read[0], expected.weights)).toBeLessThan(1e-5);
        const mus = expected.mus.map((mu) => mu + expected.origin);
        expect(furthest(read[1], mus)).toBeLessThan(1e-5);
        expect(furthest(read[2], expected.sigmas)).toBeLessThan(1e-5);
      });
    }
  }
}

test('the head’s bounds hold in the model that is read, and a linear model has no hidden layer', async () => {
  const experiment = { ...suiteExperiment, hidden: [], components: 1 };
  const { expected, read } = await predictions(experiment, 30);
  expect(expected.boundShare).toBeGreaterThan(0.3);
  expect(furthest(read[1], expected.mus)).toBeLessThan(1e-5);
  expect(furthest(read[2], expected.sigmas)).toBeLessThan(1e-5);
});

test('parameters of another network are refused', () => {
  const scale = scaleOf('normal', Float64Array.of(1, 2, 4));
  expect(() => layersModel(suiteExperiment, WIDTH, scale, new Float32Array(7))).toThrow(
    /has 7 parameters/,
  );
});

test('a target that 32 bits cannot hold beside its spread, or at all, is refused with what to do', () => {
  const parameters = new Float32Array(layoutOf(suiteExperiment, WIDTH).size);
  const modelOf = (...targets: number[]) =>
    layersModel(suiteExperiment, WIDTH, scaleOf('normal', Float64Array.from(targets)), parameters);
  expect(modelOf(1e4 + 1, 1e4 + 2, 1e4 + 4)).toBeDefined();
  expect(() => modelOf(1e9 + 1, 1e9 + 2, 1e9 + 4)).toThrow(/Subtract a constant/);
  expect(() => modelOf(1e300, 2e300, 4e300)).toThrow(/Multiply the target by a constant/);
  expect(() => modelOf(1e-300, 2e-300, 4e-300)).toThrow(/Multiply the target by a constant/);
});
