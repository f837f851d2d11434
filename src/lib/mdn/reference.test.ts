import { describe, expect, test } from 'vitest';
import { stream } from '#lib/random/stream.ts';
import { dropoutMasks } from './dropout.ts';
import { initialParameters } from './initial.ts';
import { layoutOf } from './layout.ts';
import type { NetworkSpec } from './network.ts';
import { referenceGradient, referenceOutputs } from './reference.ts';
import { scaleOf, spreadOf, standardise } from './scale.ts';

const ROWS = 6;
const WIDTH = 3;
const random = stream(5, 0, 'rows');
const inputs = Float64Array.from({ length: ROWS * WIDTH }, () => random.normal());
const targets = Float64Array.from({ length: ROWS }, () => Math.exp(3 + random.normal()));

const base: NetworkSpec = {
  family: 'lognormal',
  components: 2,
  hidden: [4, 3],
  activation: 'tanh',
  dropout: 0,
  streams: 'shared',
};
const specs: NetworkSpec[] = [
  base,
  { ...base, activation: 'elu' },
  { ...base, activation: 'relu' },
  { ...base, hidden: [] },
  { ...base, streams: 'separate' },
  { ...base, streams: 'separate', dropout: 0.4, family: 'normal' },
];

describe.each(specs)('hidden $hidden, $activation, $streams, dropout $dropout', (spec) => {
  test('the gradient is what finite differences give, in every parameter', () => {
    const layout = layoutOf(spec, WIDTH);
    const network = { layout, activation: spec.activation };
    const scale = scaleOf(spec.family, targets);
    const spread = spreadOf(standardise(scale, targets), spec.components);
    const initial = initialParameters(layout, spec.activation, spread, 1, 0);
    // Larger heads than training begins with, so that every gradient matters.
    const parameters = Float64Array.from(initial, (p, i) => p + 0.3 * Math.sin(i));
    const fill = dropoutMasks(spec.dropout, 1, 0);
    const masks = layout.nets.map((net) =>
      net.slice(0, -1).map(({ outputs }) => {
        const mask = new Float32Array(ROWS * outputs);
        fill(mask);
        return mask;
      }),
    );
    const lossAt = (p: Float64Array) =>
      referenceGradient(network, 'nll', scale, p, inputs, targets, masks).loss;
    const { gradient } = referenceGradient(
      network,
      'nll',
      scale,
      parameters,
      inputs,
      targets,
      masks,
    );
    expect(gradient.some((g) => g !== 0)).toBe(true);
    const h = 1e-6;
    for (let i = 0; i < parameters.length; i++) {
      const up = parameters.slice();
      const down = parameters.slice();
      up[i] += h;
      down[i] -= h;
      expect(gradient[i]).toBeCloseTo((lossAt(up) - lossAt(down)) / (2 * h), 6);
    }
  });
});

test('one linear layer is the matrix product by hand', () => {
  const layout = layoutOf({ ...base, hidden: [], components: 1 }, 2);
  const parameters = Float64Array.of(1, 2, 3, 4, 5, 6, 0.1, 0.2, 0.3);
  const outputs = referenceOutputs(
    { layout, activation: 'relu' },
    parameters,
    Float64Array.of(1, 10),
  );
  expect([...outputs]).toEqual([41.1, 52.2, 63.3]);
});

test('separate heads stand side by side: weights, mus, sigmas', () => {
  const layout = layoutOf({ ...base, hidden: [], components: 2, streams: 'separate' }, 1);
  const biases = layout.nets.flat().map((layer) => layer.biases);
  const parameters = new Float64Array(layout.size);
  biases.forEach((at, n) => parameters.set([10 * n, 10 * n + 1], at));
  const outputs = referenceOutputs({ layout, activation: 'relu' }, parameters, Float64Array.of(0));
  expect([...outputs]).toEqual([0, 1, 10, 11, 20, 21]);
});
