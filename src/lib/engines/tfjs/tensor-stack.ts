/**
 * A stack whose parameters and moments live on the device as flat tensors [R, P], with nothing but
 * TensorFlow.js's own operations: any backend can run it. Batch shapes are fixed, so that a GPU compiles
 * its programs once: the last, partial batch is filled up with rows of weight zero.
 */
import {
  concat,
  dispose,
  gather,
  keep,
  mul,
  reshape,
  slice,
  sum,
  add,
  type Tensor,
  tensor1d,
  type Tensor1D,
  tensor2d,
  type Tensor2D,
  tensor3d,
  type Tensor3D,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Part } from '#lib/data/dataset.ts';
import { weightMask } from '#lib/mdn/layout.ts';
import { inUnits } from '#lib/mdn/scale.ts';
import { backward, forward, type LayerTensors } from './net.ts';
import { meanCrps } from './mean-crps.ts';
import { predict } from './predict.ts';
import type { Products } from './products.ts';
import type { Breathe } from '../breathing.ts';
import type { Stack, StackBatch, StackPlan } from '../stack.ts';
import { type AdamTensors, tensorAdam } from './tensor-adam.ts';
import { tensorLoss } from './tensor-head.ts';

export class TensorStack implements Stack {
  readonly #plan: StackPlan;
  readonly #products: Products;
  readonly #replicates: number;
  readonly #table: { readonly inputs: Tensor2D; readonly z: Tensor1D; readonly y: Tensor1D };
  readonly #decays: Tensor2D | null;
  readonly #kept: Float32Array[] = [];
  #state: AdamTensors;
  #lossSums: Tensor1D;
  #activeMask: Tensor2D | null = null;
  #steps = 0;
  active: number[];

  constructor(plan: StackPlan, products: Products) {
    const { train, layout, scale, adam, initial } = plan;
    this.#plan = plan;
    this.#products = products;
    this.#replicates = initial.length;
    this.active = initial.map((_, slot) => slot);
    this.#table = {
      inputs: tensor2d(train.inputs, [train.count, layout.width]),
      z: tensor1d(Float32Array.from(plan.z)),
      y: tensor1d(Float32Array.from(inUnits(scale, train.targets))),
    };
    const shrink = adam.learningRate * adam.weightDecay;
    this.#decays =
      shrink === 0
        ? null
        : tensor2d(
            weightMask(layout).map((isWeight) => 1 - shrink * isWeight),
            [1, layout.size],
          );
    const shape: [number, number] = [this.#replicates, layout.size];
    const flat = new Float32Array(shape[0] * shape[1]);
    initial.forEach((parameters, slot) => flat.set(parameters, slot * layout.size));
    this.#state = { parameters: tensor2d(flat, shape), m: zeros(shape), v: zeros(shape) };
    this.#lossSums = zeros([this.#replicates]);
  }

  beginEpoch(): void {
    // Rows come with each batch.
  }

  step(batch: StackBatch): void {
    this.#steps++;
    const { adam } = this.#plan;
    const old = [...Object.values(this.#state), this.#lossSums] as Tensor[];
    tidy(() => {
      const { gradient, losses } = this.#gradient(batch);
      const mask = this.#activeMask;
      const state = tensorAdam(this.#state, gradient, this.#decays, mask, adam, this.#steps);
      this.#state = {
        parameters: keep(state.parameters),
        m: keep(state.m),
        v: keep(state.v),
      };
      this.#lossSums = keep(add(this.#lossSums, losses) as Tensor1D);
    });
    dispose(old);
  }

  /** The flat gradient [R, P] of each replicate's mean loss, and the sum of its rows' losses [R]. */
  #gradient(batch: StackBatch): { gradient: Tensor2D; losses: Tensor1D } {
    const { layout, activation, loss, scale, bounds, batchRows } = this.#plan;
    const replicates = this.#replicates;
    const filled = batch.rows[0].length;
    const indices = tensor1d(this.#indices(batch), 'int32');
    const take = (from: Tensor, shape: number[]) => reshape(gather(from, indices), shape);
    const x = take(this.#table.inputs, [replicates, batchRows, layout.width]) as Tensor3D;
    const z = take(this.#table.z, [replicates, batchRows, 1]);
    const y = take(this.#table.y, [replicates, batchRows]);
    const present = new Float32Array(batchRows).fill(1, 0, filled);
    const rowWeights = tensor3d(
      present.map((one) => one / filled),
      [1, batchRows, 1],
    );
    const nets = layout.nets.map((_, n) => {
      const layers = this.#layers(n);
      const masks = this.#masks(batch, n);
      return {
        layers,
        masks,
        trace: forward(this.#products, activation, layers, x, masks),
      };
    });
    const outputs = nets.map(({ trace }) => trace.outputs);
    const { rows, dOutputs } = tensorLoss(loss, outputs, z, y, rowWeights, scale, bounds);
    const pieces = nets.flatMap(({ layers, masks, trace }, n) =>
      backward(this.#products, activation, layers, trace, masks, dOutputs[n]).flatMap(
        ({ weights, biases }) => [reshape(weights, [replicates, -1]) as Tensor2D, biases],
      ),
    );
    return {
      gradient: concat(pieces, 1),
      losses: sum(mul(rows, tensor2d(present, [1, batchRows])), 1) as Tensor1D,
    };
  }

  /** Rows of the training table for every slot and place in the batch; row 0 where there is none. */
  #indices(batch: StackBatch): Int32Array {
    const { batchRows } = this.#plan;
    const indices = new Int32Array(this.#replicates * batchRows);
    this.active.forEach((slot, place) => indices.set(batch.rows[place], slot * batchRows));
    return indices;
  }

  #layers(net: number): LayerTensors[] {
    const { parameters } = this.#state;
    const replicates = this.#replicates;
    return this.#plan.layout.nets[net].map(({ inputs, outputs, weights, biases }) => ({
      weights: reshape(slice(parameters, [0, weights], [replicates, inputs * outputs]), [
        replicates,
        inputs,
        outputs,
      ]),
      biases: slice(parameters, [0, biases], [replicates, outputs]),
    }));
  }

  #masks(batch: StackBatch, net: number): Tensor3D[] {
    if (batch.masks.length === 0) return [];
    const { layout, batchRows } = this.#plan;
    return layout.nets[net].slice(0, -1).map(({ outputs }, l) => {
      const size = batchRows * outputs;
      const mask = new Float32Array(this.#replicates * size);
      this.active.forEach((slot, place) => mask.set(batch.masks[place][net][l], slot * size));
      return tensor3d(mask, [this.#replicates, batchRows, outputs]);
    });
  }

  async takeLossSums(): Promise<Float64Array> {
    const sums = this.#lossSums;
    this.#lossSums = zeros([this.#replicates]);
    try {
      return Float64Array.from(await sums.data());
    } finally {
      sums.dispose();
    }
  }

  async parameters(): Promise<readonly Float32Array[]> {
    const { size } = this.#plan.layout;
    const flat = await this.#state.parameters.data<'float32'>();
    return Array.from({ length: this.#replicates }, (_, slot) =>
      flat.subarray(slot * size, (slot + 1) * size),
    );
  }

  async meanCrps(part: Part, breathe: Breathe): Promise<Float64Array> {
    const layers = () => this.#plan.layout.nets.map((_, n) => this.#layers(n));
    const means = await meanCrps(this.#plan, this.#products, layers, part, breathe);
    return means.map((mean, slot) => (this.active.includes(slot) ? mean : NaN));
  }

  retire(slot: number, kept: Float32Array): void {
    this.#kept[slot] = kept;
    this.active = this.active.filter((other) => other !== slot);
    this.#activeMask?.dispose();
    const mask = Uint8Array.from({ length: this.#replicates }, (_, other) =>
      this.active.includes(other) ? 1 : 0,
    );
    this.#activeMask = tensor2d(mask, [this.#replicates, 1], 'bool');
  }

  async *outputs(
    slots: readonly number[],
    part: Part,
    breathe: Breathe,
  ): AsyncGenerator<Float32Array> {
    for (const slot of slots) {
      yield await predict(this.#plan, this.#products, this.#kept[slot], part, breathe);
    }
  }

  dispose(): void {
    dispose([...Object.values(this.#state), ...Object.values(this.#table)] as Tensor[]);
    dispose([this.#lossSums, this.#decays, this.#activeMask].filter((t) => t !== null));
  }
}
