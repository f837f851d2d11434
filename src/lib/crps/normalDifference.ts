import erf from '@stdlib/math-base-special-erf';
import { SQRT1_2, SQRT_2_OVER_PI } from './constants.ts';
import { erfcx } from './erfcx.ts';
import { exp } from './exp.ts';
import { powerOfTwo } from './powerOfTwo.ts';

/** From here down a square may have lost digits to underflow. */
const SMALLEST_SQUARE = 1e-290;

/** √(s² + t²), the standard deviation of a difference, for positive numbers of any size. */
export function jointSigma(s: number, t: number): number {
  const square = s * s + t * t;
  if (square > SMALLEST_SQUARE && square < Infinity) return Math.sqrt(square);
  const size = powerOfTwo(s > t ? s : t);
  return size * Math.sqrt((s / size) * (s / size) + (t / size) * (t / size));
}

/**
 * E|D| of D ~ N(d, s²), the mean of a folded normal (Leone, Nelson & Nottingham 1961):
 * d·erf(z/√2) + s·√(2/π)·e^(−z²/2) with z = d/s, here as |d| + e^(−z²/2)·[s·√(2/π) − |d|·erfcx(|z|/√2)]:
 * one exponential serves both terms. s = 0 is the point mass: |d|.
 */
export function normalAbsoluteMean(d: number, s: number): number {
  const distance = d < 0 ? -d : d;
  if (s === 0) return distance;
  const z = distance / s;
  return distance + exp(-0.5 * z * z) * (s * SQRT_2_OVER_PI - distance * erfcx(z * SQRT1_2));
}

/** ∂E|D|/∂d = 2Φ(z) − 1. */
export function normalAbsoluteMeanByD(d: number, s: number): number {
  if (s === 0) return d > 0 ? 1 : d < 0 ? -1 : 0;
  return erf((d / s) * SQRT1_2);
}

/** ∂E|D|/∂s = 2φ(z). */
export function normalAbsoluteMeanByS(d: number, s: number): number {
  if (s === 0) return d === 0 ? SQRT_2_OVER_PI : 0;
  const z = d / s;
  return SQRT_2_OVER_PI * exp(-0.5 * z * z);
}
