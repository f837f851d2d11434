import type { MixtureFamily } from './family.ts';
import { lognormalMixtureScore } from './lognormalMixtureScore.ts';
import {
  requireComponents,
  requireFinite,
  requireLength,
  requirePositive,
  requireTotal,
  requireWeight,
} from './mixtureArguments.ts';
import { normalMixtureScore } from './normalMixtureScore.ts';

export type Reals = Float64Array | Float32Array;

/**
 * CRPS of n outcomes under n mixtures of K components, row-major.
 *
 * Shapes: y [n]; weights, mus, sigmas [n × K]; returns `out` [n], by default a new array of y's own
 * type. Arithmetic is in doubles whatever the arrays hold, and is that of `crpsLognormalMixture` and
 * `crpsNormalMixture`, row by row, with their policies on weights and on y ≤ 0.
 * @throws RangeError naming the argument and entry, as the scalar functions do; `out` is then half written.
 */
export function crpsBatch<Out extends Reals>(
  family: MixtureFamily,
  y: Reals,
  weights: Reals,
  mus: Reals,
  sigmas: Reals,
  components: number,
  out: Out,
): Out;
export function crpsBatch<Y extends Reals>(
  family: MixtureFamily,
  y: Y,
  weights: Reals,
  mus: Reals,
  sigmas: Reals,
  components: number,
): Y;
export function crpsBatch(
  family: MixtureFamily,
  y: Reals,
  weights: Reals,
  mus: Reals,
  sigmas: Reals,
  components: number,
  out: Reals = y instanceof Float32Array ? new Float32Array(y.length) : new Float64Array(y.length),
): Reals {
  requireComponents(components);
  const rows = y.length;
  requireLength('weights', weights.length, rows * components);
  requireLength('mus', mus.length, rows * components);
  requireLength('sigmas', sigmas.length, rows * components);
  requireLength('out', out.length, rows);
  const row = {
    weights: new Float64Array(components),
    mus: new Float64Array(components),
    sigmas: new Float64Array(components),
  };
  const score = family === 'lognormal' ? lognormalMixtureScore : normalMixtureScore;
  for (let i = 0; i < rows; i++) {
    if (!Number.isFinite(y[i])) requireFinite(`y[${i}]`, y[i]);
    const first = i * components;
    let total = 0;
    for (let k = 0; k < components; k++) {
      const weight = weights[first + k];
      const mu = mus[first + k];
      const sigma = sigmas[first + k];
      // Names are built only for an argument that is refused: a template costs more than the test.
      if (!(weight >= 0 && weight < Infinity)) requireWeight(`weights[${first + k}]`, weight);
      if (!Number.isFinite(mu)) requireFinite(`mus[${first + k}]`, mu);
      if (!(sigma > 0 && sigma < Infinity)) requirePositive(`sigmas[${first + k}]`, sigma);
      row.weights[k] = weight;
      row.mus[k] = mu;
      row.sigmas[k] = sigma;
      total += weight;
    }
    if (!(total > 0 && total < Infinity)) requireTotal(`weights of row ${i}`, total);
    for (let k = 0; k < components; k++) row.weights[k] /= total;
    out[i] = score(y[i], row, components);
  }
  return out;
}
