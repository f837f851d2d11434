import { expect, test } from 'vitest';
import { layoutOf, weightMask } from './layout.ts';
import type { NetworkSpec } from './network.ts';

const spec: NetworkSpec = {
  family: 'lognormal',
  components: 2,
  hidden: [4, 3],
  activation: 'relu',
  dropout: 0,
  streams: 'shared',
};

test('layers follow each other without gaps, weights before biases', () => {
  const { nets, size } = layoutOf(spec, 5);
  expect(nets).toEqual([
    [
      { inputs: 5, outputs: 4, weights: 0, biases: 20 },
      { inputs: 4, outputs: 3, weights: 24, biases: 36 },
      { inputs: 3, outputs: 6, weights: 39, biases: 57 },
    ],
  ]);
  expect(size).toBe(63);
});

test('separate streams are three nets with K outputs each', () => {
  const { nets, size } = layoutOf({ ...spec, hidden: [4], streams: 'separate' }, 5);
  expect(nets.map((net) => net.map((layer) => layer.outputs))).toEqual([
    [4, 2],
    [4, 2],
    [4, 2],
  ]);
  expect(size).toBe(3 * (5 * 4 + 4 + 4 * 2 + 2));
});

test('weight decay spares the biases', () => {
  expect([...weightMask(layoutOf({ ...spec, hidden: [], components: 1 }, 2))]).toEqual([
    1, 1, 1, 1, 1, 1, 0, 0, 0,
  ]);
});
