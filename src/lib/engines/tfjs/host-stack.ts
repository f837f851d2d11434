/**
 * A stack for the backends whose tensors lie in the processor's memory, cpu and wasm. The layers'
 * products and activations are tensors; the head, the loss with its gradient and Adam are plain
 * TypeScript over the same memory (#lib/mdn), in doubles: reading is a copy there, not a wait, and each
 * saves some thirty launches a step.
 */
import { type Tensor2D, type Tensor3D, tensor3d, tidy } from '@tensorflow/tfjs-core';
import type { Part } from '#lib/data/dataset.ts';
import { type AdamState, adamState, adamStep } from '#lib/mdn/adam.ts';
import { mixturesOf } from '#lib/mdn/head.ts';
import { weightMask } from '#lib/mdn/layout.ts';
import { type RowLoss, rowLossOf } from '#lib/mdn/rowLoss.ts';
import { headOf, joinHeads } from '#lib/mdn/streams.ts';
import { layersOf } from './layers.ts';
import { backward, forward } from './net.ts';
import { predict } from './predict.ts';
import type { Products } from './products.ts';
import type { Breathe } from '../breathing.ts';
import { exactCrps } from '../exact-crps.ts';
import type { Stack, StackBatch, StackPlan } from '../stack.ts';

export class HostStack implements Stack {
  readonly #plan: StackPlan;
  readonly #products: Products;
  readonly #states: readonly AdamState[];
  readonly #gradients: readonly Float32Array[];
  readonly #decays: Float32Array;
  readonly #rowLoss: RowLoss;
  #lossSums: Float64Array;
  #steps = 0;
  active: number[];

  constructor(plan: StackPlan, products: Products) {
    this.#plan = plan;
    this.#products = products;
    this.#states = plan.initial.map((parameters) => adamState(parameters.slice()));
    this.#gradients = plan.initial.map(() => new Float32Array(plan.layout.size));
    this.#decays = weightMask(plan.layout);
    this.#rowLoss = rowLossOf(plan.loss, plan.layout.components, plan.scale, plan.bounds);
    this.#lossSums = new Float64Array(plan.initial.length);
    this.active = plan.initial.map((_, slot) => slot);
  }

  beginEpoch(): void {
    // Rows come with each batch.
  }

  step(batch: StackBatch): void {
    this.#steps++;
    tidy(() => this.#accumulate(batch));
    for (const slot of this.active) {
      const { adam } = this.#plan;
      adamStep(this.#states[slot], this.#gradients[slot], this.#decays, adam, this.#steps);
    }
  }

  /** Forward, loss and backward: fills the active slots' gradients. */
  #accumulate(batch: StackBatch): void {
    const { layout, activation } = this.#plan;
    const products = this.#products;
    const rows = batch.rows[0].length;
    const x = this.#gather(batch.rows);
    const parameters = this.active.map((slot) => this.#states[slot].parameters);
    const nets = layout.nets.map((net, n) => {
      const layers = layersOf(net, parameters);
      const masks = this.#masks(batch, n, rows);
      return { net, layers, masks, trace: forward(products, activation, layers, x, masks) };
    });
    const heads = nets.map(({ trace }) => trace.outputs.dataSync() as Float32Array);
    const allRows = this.active.length * rows;
    const dRaw = this.#lossGradient(joinHeads(heads, allRows), batch.rows);
    nets.forEach(({ net, layers, masks, trace }, n) => {
      const dHead = tensor3d(headOf(dRaw, n, nets.length, allRows), trace.outputs.shape);
      const gradients = backward(products, activation, layers, trace, masks, dHead);
      net.forEach((layer, l) => {
        this.#scatter(gradients[l].weights, layer.weights);
        this.#scatter(gradients[l].biases, layer.biases);
      });
    });
  }

  #gather(rows: readonly Int32Array[]): Tensor3D {
    const { train, layout } = this.#plan;
    const { width } = layout;
    const count = rows[0].length;
    const x = new Float32Array(rows.length * count * width);
    let at = 0;
    for (const slotRows of rows) {
      for (const row of slotRows) {
        const first = row * width;
        for (let i = 0; i < width; i++) x[at++] = train.inputs[first + i];
      }
    }
    return tensor3d(x, [rows.length, count, width]);
  }

  #masks(batch: StackBatch, net: number, rows: number): Tensor3D[] {
    if (batch.masks.length === 0) return [];
    return this.#plan.layout.nets[net].slice(0, -1).map(({ outputs }, l) => {
      const mask = new Float32Array(batch.rows.length * rows * outputs);
      batch.masks.forEach((bySlot, place) => {
        mask.set(bySlot[net][l].subarray(0, rows * outputs), place * rows * outputs);
      });
      return tensor3d(mask, [batch.rows.length, rows, outputs]);
    });
  }

  #lossGradient(raw: Float32Array, rows: readonly Int32Array[]): Float32Array {
    const { train, z, layout } = this.#plan;
    const outputs = 3 * layout.components;
    const dRaw = new Float32Array(raw.length);
    let at = 0;
    rows.forEach((slotRows, place) => {
      const weight = 1 / slotRows.length;
      let sum = 0;
      for (const row of slotRows) {
        sum += this.#rowLoss(raw, at, z[row], train.targets[row], weight, dRaw);
        at += outputs;
      }
      this.#lossSums[this.active[place]] += sum;
    });
    return dRaw;
  }

  /** Copies a layer's gradient [slots, …] to its place in each slot's flat gradient. */
  #scatter(gradient: Tensor2D | Tensor3D, offset: number): void {
    const values = gradient.dataSync() as Float32Array;
    const size = values.length / this.active.length;
    this.active.forEach((slot, place) => {
      this.#gradients[slot].set(values.subarray(place * size, (place + 1) * size), offset);
    });
  }

  async takeLossSums(): Promise<Float64Array> {
    const sums = this.#lossSums;
    this.#lossSums = new Float64Array(sums.length);
    return sums;
  }

  async parameters(): Promise<readonly Float32Array[]> {
    return this.#states.map(({ parameters }) => parameters);
  }

  async meanCrps(part: Part, breathe: Breathe): Promise<Float64Array> {
    const { layout, scale, bounds } = this.#plan;
    const means = new Float64Array(this.#states.length).fill(NaN);
    if (part.count === 0) return means;
    const slots = [...this.active];
    let place = 0;
    for await (const raw of this.outputs(slots, part, breathe)) {
      const slot = slots[place++];
      if (!raw.every(Number.isFinite)) continue;
      const mixtures = mixturesOf(raw, layout.components, scale, bounds);
      const { targets } = part;
      const crps = await exactCrps(scale.family, targets, mixtures, layout.components, breathe);
      let sum = 0;
      for (const value of crps) sum += value;
      means[slot] = sum / part.count;
    }
    return means;
  }

  retire(slot: number, kept: Float32Array): void {
    this.active = this.active.filter((other) => other !== slot);
    if (kept !== this.#states[slot].parameters) this.#states[slot].parameters.set(kept);
  }

  async *outputs(
    slots: readonly number[],
    part: Part,
    breathe: Breathe,
  ): AsyncGenerator<Float32Array> {
    for (const slot of slots) {
      yield await predict(this.#plan, this.#products, this.#states[slot].parameters, part, breathe);
    }
  }

  dispose(): void {
    // Nothing lives on the backend between steps.
  }
}
