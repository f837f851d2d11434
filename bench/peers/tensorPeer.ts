/** The peer in TensorFlow.js operations alone, on wasm: a stack as batched matrices, its own gradients and Adam. */
import * as tf from '@tensorflow/tfjs';
import { INPUTS } from '../layersModel.ts';
import { peerOf, type StackPeer } from './stackPeer.ts';
import { gatherBatch, type StackTask } from './stackTask.ts';

interface Layer {
  readonly weights: tf.Variable<tf.Rank.R3>;
  readonly biases: tf.Variable<tf.Rank.R3>;
}

function layersOf({ stack, units, initial }: StackTask): Layer[] {
  const size = initial.length / stack;
  return tf.tidy(() => {
    const all = tf.tensor2d(initial, [stack, size]);
    let at = 0;
    const take = (rows: number, columns: number) => {
      const part = tf.slice(all, [0, at], [stack, rows * columns]);
      at += rows * columns;
      return tf.variable(tf.reshape(part, [stack, rows, columns]) as tf.Tensor3D);
    };
    return units.slice(1).map((outputs, layer) => ({
      weights: take(units[layer], outputs),
      biases: take(1, outputs),
    }));
  });
}

/** −ln density of each row. @returns [stack, batch] */
function lossesOf(layers: readonly Layer[], task: StackTask, x: tf.Tensor3D, z: tf.Tensor3D) {
  let active: tf.Tensor3D = x;
  layers.forEach(({ weights, biases }, layer) => {
    active = tf.add(tf.matMul(active, weights), biases);
    if (layer < layers.length - 1) active = tf.relu(active);
  });
  const [logits, mus, raws] = tf.split(active, 3, 2);
  const sigmas = tf.softplus(raws).add(task.floor);
  const logDensities = tf
    .sub(z, mus)
    .div(sigmas)
    .square()
    .mul(-0.5)
    .sub(sigmas.log())
    .sub(0.5 * Math.log(2 * Math.PI));
  return tf.logSoftmax(logits).add(logDensities).logSumExp(2).neg();
}

/** The current backend is to be wasm. */
export function tensorPeer(task: StackTask): StackPeer {
  const { stack, count, batchRows, rate } = task;
  const layers = layersOf(task);
  const adam = tf.train.adam(rate, 0.9, 0.999, 1e-7);
  const batch = {
    inputs: new Float32Array(stack * batchRows * INPUTS),
    z: new Float32Array(stack * batchRows),
  };
  const step = (sums: Float64Array) => {
    const x = tf.tensor3d(batch.inputs, [stack, batchRows, INPUTS]);
    const z = tf.tensor3d(batch.z, [stack, batchRows, 1]);
    let rows: tf.Tensor | null = null;
    adam.minimize(() => {
      const losses = lossesOf(layers, task, x, z);
      rows = tf.keep(losses.sum(1));
      // The mean over rows, the sum over replicates: each keeps its own learning rate.
      return losses.mean(1).sum<tf.Scalar>();
    });
    const own = (rows as tf.Tensor | null)?.dataSync();
    own?.forEach((sum, replicate) => (sums[replicate] += sum));
    tf.dispose([x, z, ...(rows ? [rows] : [])]);
  };
  const epoch = async (orders: Int32Array) => {
    const sums = new Float64Array(stack);
    for (let begin = 0; begin < count; begin += batchRows) {
      gatherBatch(task, orders, begin, batch);
      step(sums);
    }
    return sums.map((sum) => sum / count);
  };
  const dispose = () => {
    tf.dispose(layers.map(({ weights, biases }) => [weights, biases]));
    adam.dispose();
  };
  return peerOf(
    `TensorFlow.js ${tf.version_core} operations, wasm, stack of ${stack}`,
    task,
    epoch,
    dispose,
  );
}
