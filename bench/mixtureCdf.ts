import { erfc } from '#lib/crps/erfc.ts';

/**
 * The cdf of one row's log-normal mixture, as the loop's quadrature asks for it: a plain closure, with
 * the fastest erfc here, so that the loop is no straw man.
 */
export function mixtureCdf(
  weights: ArrayLike<number>,
  mus: ArrayLike<number>,
  sigmas: ArrayLike<number>,
): (x: number) => number {
  const slopes = Array.from(sigmas, (sigma) => 1 / (sigma * Math.SQRT2));
  return (x) => {
    if (x <= 0) return 0;
    const lnX = Math.log(x);
    let sum = 0;
    for (let k = 0; k < slopes.length; k++) {
      sum += weights[k] * erfc((mus[k] - lnX) * slopes[k]);
    }
    return 0.5 * sum;
  };
}
