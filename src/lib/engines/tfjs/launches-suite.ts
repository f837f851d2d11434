/**
 * How many launches a training step takes, beside the same step as one would first write it: a variable
 * a layer, `minimize` with its tape, TensorFlow.js's own Adam.
 *
 * A launch is what the backend pays for each time: a draw on webgl, a dispatch on webgpu, a kernel on wasm
 * and cpu. Reshapes are none.
 */
import {
  add,
  engine,
  logSoftmax,
  logSumExp,
  log,
  matMul,
  mean,
  mul,
  neg,
  randomNormal,
  relu,
  type Scalar,
  softplus,
  split,
  square,
  sub,
  sum,
  div,
  type Tensor,
  tidy,
  train,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { expect, test } from 'vitest';
import type { Dataset } from '#lib/data/dataset.ts';
import type { Engine } from '../engine.ts';
import { suiteControl, suiteData, suiteExperiment } from '../suite-data.ts';

/** Launches so far. */
export type Counter = () => number;

/** Counts kernels by listening to TensorFlow.js; for backends where a kernel is a launch. */
export function countKernels(): Counter {
  let kernels = 0;
  const tfjs = engine();
  const runKernel = tfjs.runKernel.bind(tfjs);
  tfjs.runKernel = (name, inputs, attrs) => {
    if (!['Reshape', 'Identity', 'ExpandDims'].includes(name)) kernels++;
    return runKernel(name, inputs, attrs);
  };
  return () => kernels;
}

const REPLICATES = 4;
const BATCH = 8;
const HIDDEN = [64, 64];
const COMPONENTS = 3;

/** Launches of one step of the plain program, for a stack as one batched model. */
function naiveLaunches(count: Counter): number {
  const widths = [suiteData.width, ...HIDDEN, 3 * COMPONENTS];
  const layers = widths
    .slice(1)
    .map((outputs, l): [Variable, Variable] => [
      variable(randomNormal([REPLICATES, widths[l], outputs], 0, 0.1, 'float32', l + 1)),
      variable(zeros([REPLICATES, 1, outputs])),
    ]);
  const x = randomNormal([REPLICATES, BATCH, suiteData.width], 0, 1, 'float32', 9);
  const z = randomNormal([REPLICATES, BATCH, 1], 0, 1, 'float32', 10);
  const adam = train.adam(0.001);
  const step = () =>
    adam.minimize(() => {
      let below: Tensor = x;
      layers.forEach(([weights, biases], l) => {
        const out = add(matMul(below, weights), biases);
        below = l < HIDDEN.length ? relu(out) : out;
      });
      const [logits, mus, raw] = split(below, 3, -1);
      const sigmas = add(softplus(raw), 0.01);
      const t = div(sub(z, mus), sigmas);
      const joint = sub(sub(logSoftmax(logits, -1), log(sigmas)), mul(square(t), 0.5));
      return sum(mean(neg(logSumExp(joint, -1)), 1)) as Scalar;
    });
  tidy(() => void step());
  const before = count();
  tidy(() => void step());
  const launches = count() - before;
  adam.dispose();
  layers.flat().forEach((parameters) => parameters.dispose());
  x.dispose();
  z.dispose();
  return launches;
}

function firstRows(data: Dataset, count: number): Dataset {
  const { inputs, targets, rows } = data.train;
  const train = {
    count,
    rows: rows.slice(0, count),
    inputs: inputs.slice(0, count * data.width),
    targets: targets.slice(0, count),
  };
  return { ...data, train };
}

/** Launches of one step of the engine: what an epoch of five batches takes more than one of three. */
async function engineLaunches(started: Engine, count: Counter): Promise<number> {
  const experiment = {
    ...suiteExperiment,
    components: COMPONENTS,
    hidden: HIDDEN,
    batchSize: BATCH,
    epochs: 1,
  };
  const epoch = async (batches: number) => {
    const before = count();
    const data = firstRows(suiteData, batches * BATCH);
    const replicates = Array.from({ length: REPLICATES }, (_, r) => r);
    await started.train({ experiment, seed: 1, replicates, data }, suiteControl());
    return count() - before;
  };
  return ((await epoch(5)) - (await epoch(3))) / 2;
}

/** @param expected launches a step, before and now: a change of either should be seen */
export function launchesSuite(
  start: () => Promise<Engine>,
  countOf: () => Counter,
  expected: { readonly naive: number; readonly now: number },
): void {
  test(`a step takes ${expected.now} launches where the plain program takes ${expected.naive}`, async () => {
    const started = await start();
    const count = countOf();
    const now = await engineLaunches(started, count);
    expect({ now, naive: naiveLaunches(count) }).toEqual(expected);
  });
}
