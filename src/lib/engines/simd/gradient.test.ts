import { expect, test } from 'vitest';
import type { Dataset, Part } from '#lib/data/dataset.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { referenceGradient } from '#lib/mdn/reference.ts';
import { stream } from '#lib/random/stream.ts';
import { suiteExperiment } from '../suite-data.ts';
import { Arena } from './Arena.ts';
import { startKernels } from './kernels.ts';
import { pack, unpack } from './packing.ts';
import { placeJob } from './PlacedJob.ts';
import { planOf } from './plan.ts';

const WIDTH = 7;
const kernels = await startKernels();
const arena = new Arena(kernels);

/** @param filled share of inputs that are not zero */
function part(count: number, name: string, filled: number): Part {
  const random = stream(1, 0, name);
  const inputs = Float32Array.from({ length: count * WIDTH }, () =>
    random.uniform() < filled ? random.normal() : 0,
  );
  const targets = Float64Array.from({ length: count }, () => Math.exp(4 + 0.6 * random.normal()));
  return { count, rows: Int32Array.from({ length: count }, (_, i) => i), inputs, targets };
}

function dataOf(rows: number, filled = 1): Dataset {
  return {
    width: WIDTH,
    features: [],
    encoding: [],
    target: { column: 'y', unit: 'min', shift: 0 },
    train: part(rows, 'train', filled),
    validation: part(8, 'validation', filled),
    test: part(8, 'test', filled),
    notices: [],
  };
}

interface Case extends Partial<Experiment> {
  /** Rows of the one batch. */
  readonly rows?: number;
  /** Share of inputs that are not zero. */
  readonly filled?: number;
  /** How far the parameters are from their initial values. */
  readonly spread?: number;
}

const heads = (['lognormal', 'normal'] as const).flatMap((family) =>
  (['nll', 'crps'] as const).flatMap((loss) =>
    [1, 2, 3, 10, 20].flatMap((components) =>
      (['shared', 'separate'] as const).map((streams): Case => ({
        family,
        loss,
        components,
        streams,
        activation: 'tanh',
      })),
    ),
  ),
);
const shapes = [[], [1], [5], [3, 4, 5, 6], [70, 33]].flatMap((hidden) =>
  (['relu', 'tanh', 'elu'] as const).map((activation): Case => ({ hidden, activation })),
);
const rows = [1, 7, 8, 9, 128, 129, 300].map((rows): Case => ({ rows }));
// Mostly zeros: the first layer skips them.
const sparse = [1, 9, 130].flatMap((rows) =>
  [[], [5], [70, 33]].map((hidden): Case => ({ rows, hidden, filled: 0.2 })),
);
// Weights so large that widths meet their bounds and components part.
const wild = (['lognormal', 'normal'] as const).flatMap((family) =>
  (['nll', 'crps'] as const).map((loss): Case => ({ family, loss, spread: 2, activation: 'tanh' })),
);

test.each(
  [...heads, ...shapes, ...rows, ...sparse, ...wild].map((c) => [JSON.stringify(c), c] as const),
)(
  'loss and gradient are the reference’s with %s',
  (_, { rows = 43, spread = 0.3, filled = 1, ...overrides }) => {
    const experiment = { ...suiteExperiment, ...overrides, batchSize: rows };
    const data = dataOf(Math.max(rows, 2), filled);
    const plan = planOf(experiment, data, 1);
    const { layout, packing, scale } = plan;
    const job = placeJob(kernels, arena, plan, [0]);
    const [slot] = job.slots;
    const random = stream(2, 0, 'parameters');
    const parameters = plan.initial(0).map((p) => p + spread * random.normal());
    pack(packing, parameters, arena.floats(slot.parameters, packing.size));

    const sum = kernels.gradientOf(slot.parameters, slot.order, slot.dropout, 0, rows);

    const gradient = unpack(packing, arena.floats(job.gradient, packing.size), layout.size);
    const { activation, loss } = experiment;
    const { inputs, targets } = data.train;
    const reference = referenceGradient(
      { layout, activation },
      loss,
      scale,
      parameters,
      inputs.subarray(0, rows * WIDTH),
      targets.subarray(0, rows),
    );
    const size = Math.max(1, Math.abs(reference.loss));
    expect(Math.abs(sum / rows - reference.loss) / size).toBeLessThan(3e-6);
    const largest = reference.gradient.reduce((w, g) => Math.max(w, Math.abs(g)), 0);
    reference.gradient.forEach((g, i) =>
      expect(Math.abs(gradient[i] - g) / largest).toBeLessThan(1e-5),
    );
  },
);

test('what pads a layer stays zero while it trains', () => {
  const experiment = {
    ...suiteExperiment,
    hidden: [5, 3],
    activation: 'elu',
    dropout: 0.3,
  } as const;
  const plan = planOf(experiment, dataOf(50), 1);
  const { packing, layout } = plan;
  const { slots } = placeJob(kernels, arena, plan, [0]);
  const { parameters, m, v, order, dropout } = slots[0];
  kernels.trainBatches(parameters, m, v, order, dropout, 0, 3, 0, 0);
  const packed = arena.floats(parameters, packing.size);
  const again = new Float32Array(packing.size);
  pack(packing, unpack(packing, packed, layout.size), again);
  expect(packed).toEqual(again);
  expect(packing.size).toBeGreaterThan(layout.size);
});

test('predictions are the same bits whether zeros are skipped or not', () => {
  // A part is told by the training rows: the same test rows once beside dense and once beside sparse ones.
  const { test: rows } = dataOf(8, 0.2);
  const outputs = [1, 0.2].map((filled) => {
    const data = { ...dataOf(60, filled), test: rows };
    const plan = planOf({ ...suiteExperiment, hidden: [21, 9] }, data, 1);
    const job = placeJob(kernels, arena, plan, [0]);
    const random = stream(2, 0, 'parameters');
    const parameters = Float32Array.from({ length: plan.layout.size }, () => random.normal());
    pack(plan.packing, parameters, arena.floats(job.slots[0].parameters, plan.packing.size));
    kernels.predictRows(job.slots[0].parameters, job.test.inputs, 0, 8, 9, job.outputs);
    return arena.floats(job.outputs, 8 * 9).slice();
  });
  expect(outputs[1]).toEqual(outputs[0]);
});
