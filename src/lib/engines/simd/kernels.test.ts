import { expect, test } from 'vitest';
import { boundsOf } from '#lib/mdn/bounds.ts';
import { referenceGradient } from '#lib/mdn/reference.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { defaultBase } from '#lib/experiment/study-defaults.ts';
import { stream } from '#lib/random/stream.ts';
import type { Dataset, Part } from '#lib/data/dataset.ts';
import { Arena } from './Arena.ts';
import { startKernels } from './kernels.ts';
import { placeJob } from './PlacedJob.ts';
import { planOf } from './plan.ts';
import { pack, unpack } from './packing.ts';

function part(count: number, width: number, purpose: string): Part {
  const random = stream(1, 0, purpose);
  const inputs = Float32Array.from({ length: count * width }, () => random.normal());
  const targets = Float64Array.from({ length: count }, () => Math.exp(4 + 0.6 * random.normal()));
  return { count, rows: Int32Array.from({ length: count }, (_, i) => i), inputs, targets };
}
const W = 7;
const data: Dataset = {
  width: W,
  features: [],
  target: { column: 'y', unit: 'min', shift: 0 },
  train: part(43, W, 'train'),
  validation: part(20, W, 'v'),
  test: part(21, W, 't'),
  notices: [],
};
void boundsOf;
const kernels = await startKernels();
const arena = new Arena(kernels);
const cases: Partial<Experiment>[] = [];
for (const family of ['lognormal', 'normal'] as const)
  for (const loss of ['nll', 'crps'] as const)
    for (const components of [1, 3, 10])
      for (const streams of ['shared', 'separate'] as const)
        cases.push({ family, loss, components, streams, hidden: [9, 6], activation: 'tanh' });
for (const hidden of [[], [5], [3, 4, 5, 6]])
  for (const activation of ['relu', 'elu', 'tanh'] as const)
    cases.push({ hidden, activation, components: 2 });
for (const c of cases)
  test(`gradient ${JSON.stringify(c)}`, () => {
    const experiment = { ...defaultBase, ...c, batchSize: 43 };
    const plan = planOf(experiment, data, 1);
    const job = placeJob(kernels, arena, plan, [0]);
    const random = stream(2, 0, 'p');
    const parameters = plan.initial(0).map((p) => p + 0.3 * random.normal());
    const slot = job.slots[0];
    pack(plan.packing, parameters, arena.floats(slot.parameters, plan.packing.size));
    const sum = kernels.gradientOf(slot.parameters, slot.order, slot.dropout, 0, 43);
    const gradient = unpack(
      plan.packing,
      arena.floats(job.gradient, plan.packing.size),
      plan.layout.size,
    );
    const reference = referenceGradient(
      { layout: plan.layout, activation: experiment.activation },
      experiment.loss,
      plan.scale,
      parameters,
      data.train.inputs,
      data.train.targets,
    );
    expect(sum / 43).toBeCloseTo(reference.loss, 5);
    let worst = 0,
      norm = 0;
    reference.gradient.forEach((g, i) => {
      worst = Math.max(worst, Math.abs(g - gradient[i]));
      norm = Math.max(norm, Math.abs(g));
    });
    expect(worst / norm).toBeLessThan(1e-5);
  });
