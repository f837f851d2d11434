import {
  add,
  div,
  erf,
  exp,
  expandDims,
  log,
  mul,
  setBackend,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import type { TfjsBackend } from '../engine.ts';

type Reals = Float32Array | Float64Array;

/** The closed form on tensors (docs/formulas.md), without the gradient that crps.ts has beside it; y > 0. */
function lognormalScores(y: Tensor, weights: Tensor, mus: Tensor, sigmas: Tensor): Tensor {
  const outcome = expandDims(y, -1);
  const squares = square(sigmas);
  const [first, second] = [-1, -2].map((axis) => (x: Tensor) => expandDims(x, axis));
  const means = exp(add(mus, mul(squares, 0.5)));
  const z = div(sub(log(outcome), mus), sigmas);
  const partial = mul(means, erf(mul(sub(z, sigmas), Math.SQRT1_2)));
  const distance = sub(mul(outcome, erf(mul(z, Math.SQRT1_2))), partial);
  const gap = add(sub(first(mus), second(mus)), first(squares));
  const a = div(gap, sqrt(mul(add(first(squares), second(squares)), 2)));
  const apart = sum(mul(mul(first(means), erf(a)), second(weights)), -1);
  return sum(mul(weights, sub(distance, apart)), -1);
}

/**
 * CRPS of log-normal mixtures on a backend that has started, in 32 bits: copied there, scored, read
 * back. Arguments as `crpsBatch` has them, y > 0; nothing is checked.
 */
export async function batchScores(
  backend: TfjsBackend,
  y: Reals,
  weights: Reals,
  mus: Reals,
  sigmas: Reals,
  components: number,
): Promise<Float32Array> {
  await setBackend(backend);
  const scores = tidy(() => {
    const matrix = (values: Reals) => tensor2d(Float32Array.from(values), [y.length, components]);
    const outcomes = tensor1d(Float32Array.from(y));
    return lognormalScores(outcomes, matrix(weights), matrix(mus), matrix(sigmas));
  });
  const values = await scores.data<'float32'>();
  scores.dispose();
  return values;
}
