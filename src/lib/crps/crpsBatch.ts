import type { MixtureFamily } from './family.ts';
import { lognormalMixtureScore } from './lognormalMixtureScore.ts';
import { requireFinite, requireLength } from './mixtureArguments.ts';
import { type Reals, RowReader } from './mixtureRows.ts';
import { normalMixtureScore } from './normalMixtureScore.ts';

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
  const rows = y.length;
  const reader = new RowReader({ components, weights, mus, sigmas }, rows);
  requireLength('out', out.length, rows);
  const score = family === 'lognormal' ? lognormalMixtureScore : normalMixtureScore;
  for (let i = 0; i < rows; i++) {
    if (!Number.isFinite(y[i])) requireFinite(`y[${i}]`, y[i]);
    reader.read(i);
    out[i] = score(y[i], reader.row, components);
  }
  return out;
}
