/** The tensor CRPS against the exact one (#lib/crps), on whichever backend is current. */
import { grads, memory, ones, type Tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import {
  crpsLognormalMixture,
  crpsLognormalMixtureGrad,
  crpsNormalMixture,
  crpsNormalMixtureGrad,
} from '#lib/crps/index.ts';
import { stream } from '#lib/random/stream.ts';
import { crpsMixture } from './crps.ts';

const ROWS = 24;

/** Mixtures as durations of operations have them: mu 3–6, sigma .05–1; outcomes from their middle to their tails. */
function rowsOf(components: number) {
  const random = stream(3, components, 'mixtures');
  const length = ROWS * components;
  const weights = Float32Array.from({ length }, () => 0.05 + random.uniform());
  for (let row = 0; row < ROWS; row++) {
    const own = weights.subarray(row * components, (row + 1) * components);
    const total = own.reduce((a, b) => a + b);
    own.forEach((w, k) => (own[k] = w / total));
  }
  return {
    weights,
    mus: Float32Array.from({ length }, () => 3 + 3 * random.uniform()),
    sigmas: Float32Array.from({ length }, () => 0.05 + 0.95 * random.uniform()),
    y: Float32Array.from({ length: ROWS }, () => Math.exp(2.5 + 4 * random.uniform())),
  };
}

/**
 * @param tolerance largest difference of a score relative to itself, and of a gradient relative to the
 * row's largest score or outcome
 */
export function crpsSuite(current: () => Promise<void>, tolerance: number): void {
  describe.each(['lognormal', 'normal'] as const)('the tensor CRPS of a %s mixture', (family) => {
    const exact = family === 'normal' ? crpsNormalMixture : crpsLognormalMixture;
    const exactGrad = family === 'normal' ? crpsNormalMixtureGrad : crpsLognormalMixtureGrad;

    test.each([1, 3, 10, 20])('is the exact one, %i components', async (components) => {
      await current();
      const { y, weights, mus, sigmas } = rowsOf(components);
      const before = memory().numTensors;
      const shape: [number, number] = [ROWS, components];
      const mixture = () => [weights, mus, sigmas].map((values) => tensor2d(values, shape));
      const scoreOf = (w: Tensor, m: Tensor, s: Tensor) =>
        crpsMixture(family, tensor1d(y), w, m, s);
      const scores = tidy(() => {
        const [w, m, s] = mixture();
        return scoreOf(w, m, s);
      });
      const slopes = tidy(() => grads(scoreOf)(mixture(), ones([ROWS])));
      const values = await scores.data();
      const gradients = await Promise.all(slopes.map((slope) => slope.data()));
      scores.dispose();
      slopes.forEach((slope) => slope.dispose());
      expect(memory().numTensors).toBe(before);

      let [worstValue, worstSlope] = [0, 0];
      for (let row = 0; row < ROWS; row++) {
        const [from, to] = [row * components, (row + 1) * components];
        const own = [weights, mus, sigmas].map((all) => all.subarray(from, to));
        const value = exact(y[row], own[0], own[1], own[2]);
        worstValue = Math.max(worstValue, Math.abs(values[row] / value - 1));
        const { dWeights, dMus, dSigmas } = exactGrad(y[row], own[0], own[1], own[2]);
        [centred(own[0], dWeights), dMus, dSigmas].forEach((expected, i) => {
          const got = Float64Array.from(gradients[i].subarray(from, to));
          const compared = i === 0 ? centred(own[0], got) : got;
          compared.forEach((slope, k) => {
            const error = Math.abs(slope - expected[k]) / Math.max(value, y[row]);
            worstSlope = Math.max(worstSlope, error);
          });
        });
      }
      expect(worstValue).toBeLessThan(tolerance);
      expect(worstSlope).toBeLessThan(tolerance);
    });
  });

  test('the tensor CRPS of a log-normal takes outcomes at and below zero', async () => {
    await current();
    const y = [-30, 0, 20];
    const score = tidy(() => {
      const row = (values: number[]) => tensor2d([...values, ...values, ...values], [3, 2]);
      const [w, m, s] = [row([0.4, 0.6]), row([3, 4]), row([0.3, 0.5])];
      return crpsMixture('lognormal', tensor1d(y), w, m, s);
    });
    const values = await score.data();
    score.dispose();
    y.forEach((outcome, row) => {
      const expected = crpsLognormalMixture(outcome, [0.4, 0.6], [3, 4], [0.3, 0.5]);
      expect(Math.abs(values[row] / expected - 1)).toBeLessThan(tolerance);
    });
  });
}

/** A gradient in weights is defined up to a constant, which a softmax removes. */
function centred(weights: ArrayLike<number>, slopes: Float64Array): Float64Array {
  let mean = 0;
  for (let k = 0; k < slopes.length; k++) mean += weights[k] * slopes[k];
  return slopes.map((slope) => slope - mean);
}
