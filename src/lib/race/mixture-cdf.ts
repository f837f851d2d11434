import { erfc } from '#lib/crps/erfc.ts';
import type { ReadMixtures } from './read-mixtures.ts';

/**
 * The cdf of one row's log-normal mixture, as the loop's quadrature asks for it: a plain closure, with
 * the fastest erfc here, so that the loop is no straw man.
 */
export function mixtureCdf(
  { components, weights, mus, sigmas }: ReadMixtures,
  row: number,
): (x: number) => number {
  const from = row * components;
  const slopes = Array.from({ length: components }, (_, k) => 1 / (sigmas[from + k] * Math.SQRT2));
  return (x) => {
    if (x <= 0) return 0;
    const lnX = Math.log(x);
    let sum = 0;
    for (let k = 0; k < components; k++) {
      sum += weights[from + k] * erfc((mus[from + k] - lnX) * slopes[k]);
    }
    return 0.5 * sum;
  };
}
