import type { Experiment } from '#lib/experiment/experiment.ts';
import { defaultBase } from '#lib/experiment/study-defaults.ts';
import { Arena } from '#lib/engines/simd/Arena.ts';
import { type Kernels, startKernels } from '#lib/engines/simd/kernels.ts';
import { placeJob } from '#lib/engines/simd/PlacedJob.ts';
import { planOf } from '#lib/engines/simd/plan.ts';
import { benchRows } from './benchRows.ts';
import { datasetOf } from './datasetOf.ts';
import { placedLayers } from './placedLayers.ts';

/** One replicate laid out for the kernels, and the parts of its training as things to run. */
export interface SimdJob {
  /** One epoch, shuffled. */
  epoch(): void;
  /** The matrix products of one step alone; the head with its loss and gradient; the optimiser. */
  products(): void;
  head(): void;
  optimiser(): void;
  readonly stepsPerEpoch: number;
  /** Multiplications and additions of a step's products. */
  readonly operations: number;
}

export async function simdJob(overrides: Partial<Experiment>, rows: number): Promise<SimdJob> {
  const kernels = await startKernels();
  const arena = new Arena(kernels);
  const experiment: Experiment = { ...defaultBase, components: 3, ...overrides };
  const plan = planOf(experiment, datasetOf(benchRows(rows, 2)), 1);
  const { slots, train } = placeJob(kernels, arena, plan, [0]);
  const { parameters, m, v, order, shuffle, dropout } = slots[0];
  const stepsPerEpoch = Math.ceil(rows / plan.batchRows);
  let steps = 0;
  const { products, operations } = productsOf(kernels, arena, experiment, plan.layout.width);
  const loss = Math.min(plan.batchRows, 128);
  return {
    stepsPerEpoch,
    operations,
    products,
    epoch() {
      kernels.shuffle(shuffle, order, rows);
      kernels.trainBatches(parameters, m, v, order, dropout, 0, stepsPerEpoch, steps, 0);
      steps += stepsPerEpoch;
    },
    head() {
      for (let row = 0; row < plan.batchRows; row += loss) {
        kernels.lossOfChunk(loss, train.z, train.y, 1 / plan.batchRows);
      }
    },
    optimiser: () => kernels.adamStep(parameters, m, v, ++steps),
  };
}

/** The same products as a step's, on places of their own. */
function productsOf(kernels: Kernels, arena: Arena, experiment: Experiment, width: number) {
  const { batchSize } = experiment;
  const chunk = Math.min(batchSize, 128);
  const panels = Math.ceil(chunk / 8);
  const layers = placedLayers(arena, experiment, width, panels);
  const chunks = batchSize / chunk;
  const ofLayer = layers.map(({ inputs, outputs }, l) => (l === 0 ? 4 : 6) * inputs * outputs);
  return {
    operations: batchSize * ofLayer.reduce((sum, flops) => sum + flops, 0),
    products() {
      for (let c = 0; c < chunks; c++) {
        layers.forEach(({ inputs, outputs, x, w, b, z, d }, l) => {
          kernels.forward(x, w, b, z, panels, inputs, inputs, outputs, 1);
          kernels.weightGradient(x, z, w, panels, inputs, outputs, c > 0 ? 1 : 0);
          if (l > 0) kernels.backward(z, w, d, panels, inputs, outputs);
        });
      }
    },
  };
}
