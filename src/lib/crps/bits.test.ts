import { expect, test } from 'vitest';
import { crpsLognormalMixture, crpsNormalMixture } from './index.ts';

// Shared results are compared to the last bit: a score made on one machine must repeat on any other.
// A change here is a change of every published score, however small.
test('scores are pinned to the last bit, in each of the forms that the code chooses between', () => {
  const lognormal = (y: number, sigmas: number[]) =>
    crpsLognormalMixture(y, [0.7, 0.3], [4.2, 4.9], sigmas);
  expect(lognormal(95, [0.35, 0.6])).toBe(13.45871043557341);
  expect(lognormal(95, [0.01, 0.6])).toBe(18.588421298380695);
  expect(lognormal(95, [0.01, 0.02])).toBe(17.08979804617269);
  expect(lognormal(95, [3, 9])).toBe(922213012.6367315);
  expect(lognormal(-2, [0.35, 0.6])).toBe(67.68851636901528);
  expect(crpsNormalMixture(4.4, [0.7, 0.3], [4.2, 4.9], [0.01, 0.6])).toBe(0.13541997184168503);
});
