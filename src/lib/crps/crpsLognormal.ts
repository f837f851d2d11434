import erf from '@stdlib/math-base-special-erf';
import { erfcx } from './erfcx.ts';
import { exp } from './exp.ts';
import ln from '@stdlib/math-base-special-ln';
import { INV_SQRT_PI, SQRT1_2, SQRT_2_OVER_PI } from './constants.ts';
import type { SingleGradient } from './crpsNormal.ts';
import { cutFromItself, cutFromOutcome, WIDE } from './lognormalDifference.ts';
import { FARTHEST_MU, lognormalMixtureScore } from './lognormalMixtureScore.ts';
import { requireFinite, requirePositive } from './mixtureArguments.ts';

/**
 * CRPS of LN(mu, sigma²), mu and sigma those of the logarithm, at y, in the unit of y:
 * y·erf(z/√2) − m·[erf((z − σ)/√2) + erf(σ/2)], z = (ln y − μ)/σ, m = exp(μ + σ²/2).
 * y ≤ 0 is legal: the whole distribution lies above it. Infinity where the score overflows.
 * Source: Baran & Lerch 2015, QJRMS 141; stable forms in docs/formulas.md.
 * @throws RangeError naming the argument unless y and mu are finite and sigma is positive and finite.
 */
export function crpsLognormal(y: number, mu: number, sigma: number): number {
  requireFinite('y', y);
  requireFinite('mu', mu);
  requirePositive('sigma', sigma);
  if (Math.abs(mu) > FARTHEST_MU) {
    const one = (value: number) => Float64Array.of(value);
    return lognormalMixtureScore(y, { weights: one(1), mus: one(mu), sigmas: one(sigma) }, 1);
  }
  const score = cutFromOutcome(mu, sigma, y, y > 0 ? ln(y) : 0) - 0.5 * cutFromItself(mu, sigma);
  return score < 0 ? 0 : score;
}

/** `crpsLognormal` with its derivatives in mu and sigma. */
export function crpsLognormalGrad(y: number, mu: number, sigma: number): SingleGradient {
  const value = crpsLognormal(y, mu, sigma);
  // σ times the density of X against itself: σ·m·e^(−σ²/4)·(2/√π)/(2σ).
  const overlap = exp(mu + 0.25 * sigma * sigma);
  const outcome = outcomeSlopes(mu, sigma, y);
  const wide = sigma > WIDE;
  const itself = wide
    ? -overlap * erfcx(0.5 * sigma)
    : exp(mu + 0.5 * sigma * sigma) * erf(0.5 * sigma);
  const byMu = outcome.byMu - itself;
  return {
    value,
    dMu: byMu,
    dSigma: sigma * byMu + outcome.density - overlap * INV_SQRT_PI,
  };
}

/**
 * Slopes of cut(X, y): `byMu` is −m·erf((z − σ)/√2), less m for a wide one, and ∂/∂σ is
 * σ·byMu + `density`, where density = 2yφ(z).
 */
export function outcomeSlopes(mu: number, sigma: number, y: number) {
  const wide = sigma > WIDE;
  const mean = exp(mu + 0.5 * sigma * sigma);
  if (y <= 0) return { byMu: wide ? 0 : mean, density: 0 };
  const z = (ln(y) - mu) / sigma;
  const a = (sigma - z) * SQRT1_2;
  const scaled = y * exp(-0.5 * z * z);
  const density = SQRT_2_OVER_PI * scaled;
  if (!wide) return { byMu: mean * erf(a), density };
  return { byMu: a >= 0 ? -scaled * erfcx(a) : scaled * erfcx(-a) - 2 * mean, density };
}
