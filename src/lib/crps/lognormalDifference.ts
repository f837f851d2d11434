/**
 * E|P − Q| of two independent log-normals, in the two forms that keep its digits.
 *
 * A component is *wide* where sigma > WIDE. Its mean may be astronomically larger than the score, and
 * cancels from it because the weights sum to one: so wide components leave their mean out, everywhere,
 *   cut(P, Q) = E|P − Q| − (mean of P if P is wide) − (mean of Q if Q is wide)
 * and Σᵢ wᵢ cut(Xᵢ, y) − ½ ΣᵢΣⱼ wᵢwⱼ cut(Xᵢ, Xⱼ) is the CRPS all the same (docs/formulas.md).
 * A number y is a log-normal with mu = ln y, sigma = 0: narrow.
 */
import erf from '@stdlib/math-base-special-erf';
import { erfcx } from './erfcx.ts';
import { exp } from './exp.ts';
import expm1 from '@stdlib/math-base-special-expm1';
import { TWO_INV_SQRT_PI } from './constants.ts';

/** Largest narrow sigma: five terms of the series below are exact to 1e-15 up to here. */
export const WIDE = 0.05;

/**
 * mean·erfc(x) where scaled = mean·exp(−x²): neither the large mean nor the tiny erfc is formed
 * unless it is needed.
 */
function meanTimesErfc(logMean: number, x: number, scaled: number): number {
  return x >= 0 ? scaled * erfcx(x) : 2 * exp(logMean) - scaled * erfcx(-x);
}

/** erf(c + h) − erf(c − h) for 0 < h ≤ WIDE / 2, without subtracting: the Hermite series of ∫ e^(−(c+t)²) dt. */
function erfStep(c: number, h: number): number {
  const C = c * c;
  if (C > 45) return 0;
  const H = h * h;
  const h8 = C * (C * (C * (256 * C - 3584) + 13440) - 13440) + 1680;
  const h6 = C * (C * (64 * C - 480) + 720) - 120;
  const h4 = C * (16 * C - 48) + 12;
  const h2 = 4 * C - 2;
  const series = 1 + H * (h2 / 6 + H * (h4 / 120 + H * (h6 / 5040 + (H * h8) / 362880)));
  return TWO_INV_SQRT_PI * 2 * h * exp(-C) * series;
}

/**
 * E|P − Q| of two narrow ones, relative accuracy kept as they narrow. With τ = ln EP − ln EQ,
 * h = √(σp² + σq²)/√8 and c = τ/4h: EQ·[(e^τ − 1)·erf(c + h) + erf(c + h) − erf(c − h)]; the larger
 * mean is put in the place of EQ, so that nothing overflows.
 * @param ratio τ
 * @param v σp² + σq²; 0 for two numbers.
 */
function narrowDifference(ratio: number, logMeanP: number, meanQ: number, v: number): number {
  const larger = ratio > 0 ? exp(logMeanP) : meanQ;
  const t = ratio > 0 ? -ratio : ratio;
  const h = Math.sqrt(v * 0.125);
  if (h === 0) return -larger * expm1(t);
  const c = t / (4 * h);
  return larger * (expm1(t) * erf(c + h) + erfStep(c, h));
}

/** cut(X, y) of X ~ LN(mu, sigma²) and a number y ≤ 0 or y > 0 with logY = ln y. */
export function cutFromOutcome(mu: number, sigma: number, y: number, logY: number): number {
  const wide = sigma > WIDE;
  const logMean = mu + 0.5 * sigma * sigma;
  if (y <= 0) return (wide ? 0 : exp(logMean)) - y;
  if (!wide) return narrowDifference(logMean - logY, logMean, y, sigma * sigma);
  const z = (logY - mu) / sigma;
  const a = z * Math.SQRT1_2;
  const scaled = y * exp(-a * a);
  const overY = a >= 0 ? scaled * erfcx(a) : 2 * y - scaled * erfcx(-a);
  // y·erfc(z/√2) + m·erfc((σ − z)/√2) is twice E min(X, y).
  return y - (overY + meanTimesErfc(logMean, (sigma - z) * Math.SQRT1_2, scaled));
}

/** cut(P, Q) of P ~ LN(muP, sigmaP²), Q ~ LN(muQ, sigmaQ²). */
export function cutDifference(muP: number, sigmaP: number, muQ: number, sigmaQ: number): number {
  const wideP = sigmaP > WIDE;
  const wideQ = sigmaQ > WIDE;
  const squareP = sigmaP * sigmaP;
  const squareQ = sigmaQ * sigmaQ;
  const logMeanP = muP + 0.5 * squareP;
  const logMeanQ = muQ + 0.5 * squareQ;
  const v = squareP + squareQ;
  if (!wideP && !wideQ) {
    const ratio = muP - muQ + 0.5 * (squareP - squareQ);
    return narrowDifference(ratio, logMeanP, exp(logMeanQ), v);
  }
  const r = 1 / Math.sqrt(2 * v);
  const a = (muP - muQ + squareP) * r;
  const b = (muQ - muP + squareQ) * r;
  const scaled = exp(logMeanP - a * a);
  const twiceMin = meanTimesErfc(logMeanP, a, scaled) + meanTimesErfc(logMeanQ, b, scaled);
  return (wideP ? 0 : exp(logMeanP)) + (wideQ ? 0 : exp(logMeanQ)) - twiceMin;
}

/** cut(X, X′) of two independent draws of one component. */
export function cutFromItself(mu: number, sigma: number): number {
  if (sigma > WIDE) return -2 * exp(mu + 0.25 * sigma * sigma) * erfcx(0.5 * sigma);
  return 2 * exp(mu + 0.5 * sigma * sigma) * erf(0.5 * sigma);
}
