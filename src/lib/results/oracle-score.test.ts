import { expect, test } from 'vitest';
import { crpsLognormalMixture } from '#lib/crps/index.ts';
import { oracleScore } from './oracle-score.ts';

const rows = {
  count: 2,
  rows: Int32Array.of(4, 7),
  targets: Float64Array.of(95, 60),
  shift: 0,
};
const truth = {
  column: 'minutes',
  components: 2,
  weights: Float64Array.of(0.7, 0.3, 0.5, 0.5),
  mus: Float64Array.of(4.2, 4.9, 4, 4.5),
  sigmas: Float64Array.of(0.35, 0.6, 0.3, 0.4),
};

test('the oracle is scored on the same outcomes as the replicates', () => {
  const first = crpsLognormalMixture(95, [0.7, 0.3], [4.2, 4.9], [0.35, 0.6]);
  const second = crpsLognormalMixture(60, [0.5, 0.5], [4, 4.5], [0.3, 0.4]);
  expect(oracleScore({ ...rows, truth })).toBeCloseTo((first + second) / 2, 12);
});

test('there is no oracle where the truth is not known', () => {
  expect(oracleScore({ ...rows, truth: null })).toBeNull();
});
