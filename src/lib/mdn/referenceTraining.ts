/**
 * A whole training of one replicate by the reference network: batches, dropout and Adam as every engine
 * must have them. Slow; for tests.
 */
import { type AdamSettings, adamState, adamStep } from './adam.ts';
import { batchesOf } from './batches.ts';
import { dropoutMasks } from './dropout.ts';
import { initialParameters } from './initial.ts';
import { layoutOf, weightMask } from './layout.ts';
import { type Loss, lossInUnit } from './loss.ts';
import type { NetworkSpec } from './network.ts';
import { type Masks, referenceGradient, referenceOutputs } from './reference.ts';
import { scaleOf, spreadOf, standardise, type TargetScale } from './scale.ts';

export interface ReferenceSettings extends NetworkSpec, AdamSettings {
  readonly loss: Loss;
  readonly epochs: number;
  readonly batchSize: number;
}

interface Rows {
  readonly inputs: Float32Array;
  readonly targets: Float64Array;
}

export interface ReferenceTraining {
  readonly scale: TargetScale;
  /** Mean training loss of each epoch in the target's unit. */
  readonly trainingLoss: readonly number[];
  /** The network's outputs [rows × 3K] for other inputs, with the first and with the last weights. */
  readonly initialOutputs: (inputs: Float32Array) => Float64Array;
  readonly outputs: (inputs: Float32Array) => Float64Array;
}

export function referenceTraining(
  settings: ReferenceSettings,
  width: number,
  train: Rows,
  seed: number,
  replicate: number,
): ReferenceTraining {
  const { family, loss, activation, components, dropout, batchSize } = settings;
  const layout = layoutOf(settings, width);
  const network = { layout, activation };
  const scale = scaleOf(family, train.targets);
  const spread = spreadOf(standardise(scale, train.targets), components);
  const initial = initialParameters(layout, activation, spread, seed, replicate);
  const state = adamState(initial.slice());
  const decays = weightMask(layout);
  const batches = batchesOf(train.targets.length, batchSize, seed, replicate);
  const fill = dropoutMasks(dropout, seed, replicate);
  const drawMasks = (): Masks =>
    layout.nets.map((net) =>
      net.slice(0, -1).map(({ outputs }) => {
        const mask = new Float32Array(batches.rows * outputs);
        fill(mask);
        return mask;
      }),
    );

  let step = 0;
  const trainingLoss: number[] = [];
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    batches.nextEpoch();
    let sum = 0;
    for (let b = 0; b < batches.perEpoch; b++) {
      const rows = batches.order.subarray(b * batches.rows, (b + 1) * batches.rows);
      const inputs = new Float32Array(rows.length * width);
      rows.forEach((row, i) => {
        inputs.set(train.inputs.subarray(row * width, (row + 1) * width), i * width);
      });
      const targets = Float64Array.from(rows, (row) => train.targets[row]);
      const masks = dropout > 0 ? drawMasks() : null;
      const { loss: mean, gradient } = referenceGradient(
        network,
        loss,
        scale,
        state.parameters,
        inputs,
        targets,
        masks,
      );
      sum += mean * rows.length;
      adamStep(state, Float32Array.from(gradient), decays, settings, ++step);
    }
    trainingLoss.push(lossInUnit(loss, scale, sum / train.targets.length));
  }
  return {
    scale,
    trainingLoss,
    initialOutputs: (inputs) => referenceOutputs(network, initial, inputs),
    outputs: (inputs) => referenceOutputs(network, state.parameters, inputs),
  };
}
