/**
 * A stack on WebGL by programs of our own: about a dozen draws a step, whatever the number of replicates,
 * where TensorFlow.js's operations take some hundred. The table, the epoch's order, parameters and moments
 * stay on the GPU; a step uploads nothing but, with dropout, its masks.
 */
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { dispose, keep, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Part } from '#lib/data/dataset.ts';
import { corrections } from '#lib/mdn/adam.ts';
import { meanCrps } from '../mean-crps.ts';
import { predict } from '../predict.ts';
import { batchedProducts } from '../products.ts';
import type { Breathe } from '../../breathing.ts';
import type { Stack, StackBatch, StackPlan } from '../../stack.ts';
import { layersOf } from '../layers.ts';
import { fromAtlas, toAtlas } from './atlas.ts';
import { type StackPrograms, stackPrograms } from './programs.ts';
import { Runner } from './runner.ts';
import { tableOf } from './table.ts';

/** Of one net. */
interface NetState {
  readonly parameters: Tensor;
  readonly m: Tensor;
  readonly v: Tensor;
}

export class WebglStack implements Stack {
  readonly #plan: StackPlan;
  readonly #runner: Runner;
  readonly #programs: StackPrograms;
  readonly #table: Tensor;
  readonly #host: Float32Array[];
  readonly #kept: Float32Array[] = [];
  #states: readonly NetState[];
  #tally: Tensor;
  #training: Tensor;
  #order: Tensor | null = null;
  #steps = 0;
  active: number[];

  constructor(plan: StackPlan, backend: MathBackendWebGL) {
    const { initial, layout } = plan;
    this.#plan = plan;
    this.#runner = new Runner(backend);
    this.#programs = stackPrograms(plan);
    this.active = initial.map((_, slot) => slot);
    this.#host = initial.map(() => new Float32Array(layout.size));
    const { values, shape } = tableOf(plan);
    this.#table = this.#runner.upload(values, shape);
    this.#states = this.#programs.nets.map(({ atlas }) => {
      const shape = [initial.length * atlas.rows, atlas.columns] as const;
      const zeros = () => this.#runner.upload(new Float32Array(shape[0] * shape[1]), shape);
      return {
        parameters: this.#runner.upload(toAtlas(atlas, initial), shape),
        m: zeros(),
        v: zeros(),
      };
    });
    this.#tally = this.#emptyTally();
    this.#training = this.#trainingMask();
  }

  #emptyTally(): Tensor {
    const replicates = this.#plan.initial.length;
    return this.#runner.upload(new Float32Array(4 * replicates), [2 * replicates, 2]);
  }

  #trainingMask(): Tensor {
    const replicates = this.#plan.initial.length;
    const values = new Float32Array(4 * replicates);
    for (const slot of this.active) values[4 * slot] = 1;
    return this.#runner.upload(values, [2 * replicates, 2]);
  }

  beginEpoch(orders: readonly Int32Array[]): void {
    this.#order?.dispose();
    const { count } = this.#plan.train;
    const values = new Float32Array(this.#plan.initial.length * count);
    this.active.forEach((slot, place) => values.set(orders[place], slot * count));
    this.#order = this.#runner.upload(values, [this.#plan.initial.length, count]);
  }

  step(batch: StackBatch): void {
    this.#steps++;
    const old = [this.#tally, ...this.#states.flatMap((state) => Object.values(state) as Tensor[])];
    tidy(() => {
      const gradients = this.#backward(batch);
      const { first, second } = corrections(this.#steps);
      const uniforms = [this.#plan.adam.learningRate / first, 1 / Math.sqrt(second)];
      this.#states = this.#programs.nets.map(({ adam }, n) => {
        const state = this.#states[n];
        const run = (program: typeof adam.m, inputs: Tensor[]) =>
          keep(this.#runner.run(program, inputs, program === adam.parameters ? uniforms : []));
        const m = run(adam.m, [state.m, this.#tally, ...gradients[n]]);
        const v = run(adam.v, [state.v, this.#tally, ...gradients[n]]);
        const parameters = run(adam.parameters, [state.parameters, m, v, this.#training]);
        return { parameters, m, v };
      });
    });
    dispose(old);
  }

  /** Each net's gradients by layer; the new tally is kept. */
  #backward(batch: StackBatch): Tensor[][] {
    const { gather, mixture, slopes, nets, tally } = this.#programs;
    const run = this.#runner.run.bind(this.#runner);
    const filled = batch.rows[0].length;
    const data = run(gather, [this.#order!, this.#table], [batch.first, filled]);
    const masks = nets.map((_, n) => this.#masks(batch, n));
    const traces = nets.map(({ forward }, n) => {
      const inputs = [data];
      forward.forEach((program, l) => {
        const mask = masks[n][l] ? [masks[n][l]] : [];
        inputs.push(run(program, [inputs[l], this.#states[n].parameters, ...mask]));
      });
      return inputs;
    });
    const outputs = traces.map((inputs) => inputs[inputs.length - 1]);
    const mixtures = run(mixture, outputs);
    const crps = slopes === null ? [] : [run(slopes, [mixtures, data])];
    const dHeads = nets.map(({ loss }) =>
      run(loss, [mixtures, data, ...outputs, ...crps], [filled]),
    );
    const byNet = nets.map(({ forward, backward, gradients }, n) => {
      const dOuts = [dHeads[n]];
      for (let l = forward.length - 1; l > 0; l--) {
        const mask = masks[n][l - 1] ? [masks[n][l - 1]] : [];
        const { parameters } = this.#states[n];
        dOuts.unshift(run(backward[l], [dOuts[0], parameters, traces[n][l], ...mask]));
      }
      return gradients.map((program, l) => run(program, [traces[n][l], dOuts[l]]));
    });
    const norms = nets.map(({ rowNorms }, n) => run(rowNorms, byNet[n]));
    this.#tally = keep(run(tally, [this.#tally, dHeads[0], ...norms]));
    return byNet;
  }

  /** Masks of one net's hidden layers, batch and units rounded up to even. */
  #masks(batch: StackBatch, n: number): Tensor[] {
    if (batch.masks.length === 0) return [];
    const { batchRows, layout, initial } = this.#plan;
    const { batch: rows } = this.#programs;
    return this.#programs.nets[n].atlas.layers.slice(0, -1).map((layer, l) => {
      const units = layout.nets[n][l].outputs;
      const values = new Float32Array(initial.length * rows * layer.outputs);
      this.active.forEach((slot, place) => {
        const mask = batch.masks[place][n][l];
        for (let b = 0; b < batchRows; b++) {
          const own = mask.subarray(b * units, (b + 1) * units);
          values.set(own, (slot * rows + b) * layer.outputs);
        }
      });
      return this.#runner.upload(values, [initial.length * rows, layer.outputs]);
    });
  }

  async takeLossSums(): Promise<Float64Array> {
    const tally = this.#tally;
    this.#tally = this.#emptyTally();
    try {
      const values = await tally.data();
      return Float64Array.from(this.#plan.initial, (_, slot) => values[4 * slot + 1]);
    } finally {
      tally.dispose();
    }
  }

  async parameters(): Promise<readonly Float32Array[]> {
    for (const [n, { parameters }] of this.#states.entries()) {
      const values = await parameters.data<'float32'>();
      fromAtlas(this.#programs.nets[n].atlas, values, this.#host);
    }
    return this.#host;
  }

  async meanCrps(part: Part, breathe: Breathe): Promise<Float64Array> {
    const { layout } = this.#plan;
    const parameters = await this.parameters();
    const layers = () => layout.nets.map((net) => layersOf(net, parameters));
    const means = await meanCrps(this.#plan, batchedProducts, layers, part, breathe);
    return means.map((mean, slot) => (this.active.includes(slot) ? mean : NaN));
  }

  retire(slot: number, kept: Float32Array): void {
    this.#kept[slot] = kept;
    this.active = this.active.filter((other) => other !== slot);
    this.#training.dispose();
    this.#training = this.#trainingMask();
  }

  async *outputs(
    slots: readonly number[],
    part: Part,
    breathe: Breathe,
  ): AsyncGenerator<Float32Array> {
    for (const slot of slots) {
      yield await predict(this.#plan, batchedProducts, this.#kept[slot], part, breathe);
    }
  }

  dispose(): void {
    dispose(this.#states.flatMap((state) => Object.values(state) as Tensor[]));
    dispose([this.#table, this.#tally, this.#training]);
    this.#order?.dispose();
  }
}
