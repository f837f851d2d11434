import { expect, test } from 'vitest';
import { boundsOf } from './bounds.ts';
import { mixturesOf } from './head.ts';
import { initialParameters } from './initial.ts';
import { layoutOf } from './layout.ts';
import type { NetworkSpec } from './network.ts';
import { referenceOutputs } from './reference.ts';

const spec: NetworkSpec = {
  family: 'normal',
  components: 4,
  hidden: [16],
  activation: 'relu',
  dropout: 0,
  streams: 'shared',
};
const spread = Float64Array.of(-1.2, -0.3, 0.3, 1.2);

test.each(['shared', 'separate'] as const)(
  'a network with %s streams begins near equal weights, spread means and widths 1/√K',
  (streams) => {
    const layout = layoutOf({ ...spec, streams }, 3);
    const parameters = initialParameters(layout, 'relu', spread, 1, 0);
    const raw = referenceOutputs(
      { layout, activation: 'relu' },
      parameters,
      Float64Array.of(0, 0, 0),
    );
    const scale = { family: 'normal', origin: 0, mean: 0, sd: 1, unit: 1 } as const;
    const { weights, mus, sigmas } = mixturesOf(raw, 4, scale, boundsOf(scale));
    for (let k = 0; k < 4; k++) {
      expect(weights[k]).toBeCloseTo(0.25, 6);
      expect(mus[k]).toBeCloseTo(spread[k], 6);
      expect(sigmas[k]).toBeCloseTo(0.5, 6);
    }
  },
);

test('the same seed and replicate give the same values, others do not', () => {
  const layout = layoutOf(spec, 3);
  const draw = (seed: number, replicate: number) =>
    initialParameters(layout, 'relu', spread, seed, replicate).slice(0, 48).join();
  expect(draw(1, 2)).toBe(draw(1, 2));
  expect(draw(1, 3)).not.toBe(draw(1, 2));
  expect(draw(2, 2)).not.toBe(draw(1, 2));
});

test('two numbers of components share their hidden layers: variants compare like with like', () => {
  const few = initialParameters(layoutOf(spec, 3), 'relu', spread, 1, 0);
  const one = initialParameters(
    layoutOf({ ...spec, components: 1 }, 3),
    'relu',
    Float64Array.of(0),
    1,
    0,
  );
  expect(few.slice(0, 64)).toEqual(one.slice(0, 64));
});

test('weights stay within the limits of He and Glorot, biases begin at zero', () => {
  const layout = layoutOf(spec, 3);
  const [hidden, head] = layout.nets[0];
  const largest = (activation: 'relu' | 'tanh', from: number, to: number) =>
    Math.max(...initialParameters(layout, activation, spread, 1, 0).slice(from, to).map(Math.abs));
  expect(largest('relu', hidden.weights, hidden.biases)).toBeLessThanOrEqual(Math.sqrt(6 / 3));
  expect(largest('relu', hidden.weights, hidden.biases)).toBeGreaterThan(Math.sqrt(6 / 19));
  expect(largest('tanh', hidden.weights, hidden.biases)).toBeLessThanOrEqual(Math.sqrt(6 / 19));
  expect(largest('relu', head.weights, head.biases)).toBeLessThanOrEqual(0.1 * Math.sqrt(6 / 28));
  expect(largest('relu', hidden.biases, head.weights)).toBe(0);
});
