import ln from '@stdlib/math-base-special-ln';
import { SQRT1_2, SQRT_2_OVER_PI } from './constants.ts';
import { erfc } from './erfc.ts';
import { exp } from './exp.ts';
import type { Mixture } from './mixtureArguments.ts';

/**
 * The u with Σ wᵢ Φ((u − μᵢ)/σᵢ) = level, by Newton's method kept inside a bracket (bisection wherever
 * Newton leaves it or does not halve the step), to the last bits of u. The nearer tail is what is
 * matched, so that 1e-12 is as good as 0.5.
 * @throws RangeError unless 0 < level < 1.
 */
export function normalMixtureQuantile(level: number, mixture: Mixture): number {
  if (!(level > 0 && level < 1)) {
    throw new RangeError(`level must be between 0 and 1, both excluded; got ${level}.`);
  }
  const { weights, mus, sigmas } = mixture;
  const upperTail = level > 0.5;
  const tail = upperTail ? 1 - level : level;
  const side = upperTail ? -1 : 1;

  // Φ(−t) ≤ ½e^(−t²/2) bounds the quantile of each component, and the mixture's lies between theirs.
  const reach = Math.sqrt(Math.max(0, -2 * ln(2 * tail)));
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] === 0) continue;
    low = Math.min(low, upperTail ? mus[i] : mus[i] - reach * sigmas[i]);
    high = Math.max(high, upperTail ? mus[i] + reach * sigmas[i] : mus[i]);
  }

  let u = 0.5 * (low + high);
  let lastStep = high - low;
  for (let round = 0; round < 200; round++) {
    let excess = -tail;
    let slope = 0;
    for (let i = 0; i < weights.length; i++) {
      if (weights[i] === 0) continue;
      const z = (u - mus[i]) / sigmas[i];
      excess += 0.5 * weights[i] * erfc(-side * z * SQRT1_2);
      slope += (0.5 * SQRT_2_OVER_PI * weights[i] * exp(-0.5 * z * z)) / sigmas[i];
    }
    if (excess === 0) return u;
    if (excess * side < 0) low = u;
    else high = u;
    let next = u - (side * excess) / slope;
    // Also true where the slope is zero and next is not a number.
    const astray = !(next > low && next < high) || Math.abs(next - u) > 0.5 * lastStep;
    if (astray) next = 0.5 * (low + high);
    lastStep = Math.abs(next - u);
    if (next === u || lastStep <= Number.EPSILON * Math.abs(u)) return next;
    u = next;
  }
  return u;
}
