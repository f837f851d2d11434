import erf from '@stdlib/math-base-special-erf';
import { exp } from './exp.ts';
import { INV_SQRT_PI, SQRT1_2, SQRT_2_OVER_PI } from './constants.ts';
import { requireFinite, requirePositive } from './mixtureArguments.ts';

/** A score of one density and its derivatives. */
export interface SingleGradient {
  readonly value: number;
  readonly dMu: number;
  readonly dSigma: number;
}

/**
 * CRPS of N(mu, sigma²) at y, in the unit of y: σ[z·erf(z/√2) + 2φ(z) − 1/√π], z = (y − μ)/σ.
 * Source: Gneiting, Raftery, Westveld & Goldman 2005, Monthly Weather Review 133.
 * @throws RangeError naming the argument unless y and mu are finite and sigma is positive and finite.
 */
export function crpsNormal(y: number, mu: number, sigma: number): number {
  return crpsNormalGrad(y, mu, sigma).value;
}

/** `crpsNormal` with its derivatives in mu and sigma: −erf(z/√2) and 2φ(z) − 1/√π. */
export function crpsNormalGrad(y: number, mu: number, sigma: number): SingleGradient {
  requireFinite('y', y);
  requireFinite('mu', mu);
  requirePositive('sigma', sigma);
  const z = (y - mu) / sigma;
  const inside = erf(z * SQRT1_2);
  const dSigma = SQRT_2_OVER_PI * exp(-0.5 * z * z) - INV_SQRT_PI;
  return { value: Math.max(0, (y - mu) * inside + sigma * dSigma), dMu: -inside, dSigma };
}
