/**
 * How far the head may reach, on the standardised scale. muStd is clamped to ±mu and
 * sigmaStd = min(floor + softplus(raw), sigma); a gradient is zero where a bound binds.
 *
 * Ten standard deviations and a tenth of that as a width hold every forecast that data can teach. A
 * log-normal's are narrower where its logarithm varies wildly (sd > 2): the mean of a component,
 * exp(mu + sigma²/2), then stays within e^±20 · e^20 of the data's own level, so that neither it nor
 * its square times a weight is ever beyond a 32-bit float in units of the data (overflow at e^88.7).
 */
import type { TargetScale } from './scale.ts';

export interface Bounds {
  readonly mu: number;
  readonly floor: number;
  readonly sigma: number;
}

/** Narrower than a hundredth of the target's spread is memorising; 32-bit scores lose digits there. */
export const SIGMA_FLOOR = 0.01;
const WIDEST_MU = 10;
const WIDEST_SIGMA = 5;
const LARGEST_EXPONENT = 20;

export function boundsOf(scale: TargetScale): Bounds {
  if (scale.family === 'normal') {
    return { mu: WIDEST_MU, floor: SIGMA_FLOOR, sigma: WIDEST_SIGMA };
  }
  return {
    mu: Math.min(WIDEST_MU, LARGEST_EXPONENT / scale.sd),
    floor: SIGMA_FLOOR,
    sigma: Math.min(WIDEST_SIGMA, Math.sqrt(2 * LARGEST_EXPONENT) / scale.sd),
  };
}
