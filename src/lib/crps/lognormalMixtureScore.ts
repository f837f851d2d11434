import ln from '@stdlib/math-base-special-ln';
import { SQRT1_2 } from './constants.ts';
import { erfcx } from './erfcx.ts';
import { exp } from './exp.ts';
import { cutDifference, cutFromItself, cutFromOutcome, WIDE } from './lognormalDifference.ts';
import type { Mixture } from './mixtureArguments.ts';

// What a component needs in every pair, kept from one call to the next: calls never overlap.
let squares = new Float64Array(20);
let logMeans = new Float64Array(20);
let means = new Float64Array(20);

/** Farther from zero than this, a mean or a product of one might leave the range of doubles. */
export const FARTHEST_MU = 300;
const MOST_DOUBLINGS = 1000;

/**
 * The kernel: CRPS of the first `components` entries of a checked mixture of log-normals, without
 * allocation; each pair once. Infinity where the score itself is beyond the largest double.
 */
export function lognormalMixtureScore(y: number, mixture: Mixture, components: number): number {
  const { weights, mus } = mixture;
  let largest = -Infinity;
  for (let i = 0; i < components; i++) {
    if (weights[i] > 0 && mus[i] > largest) largest = mus[i];
  }
  if (largest <= FARTHEST_MU && largest >= -FARTHEST_MU) return scoreAsItIs(y, mixture, components);
  // The score of X·2⁻ᵏ at y·2⁻ᵏ, times 2ᵏ, is the same, of numbers nearer to one.
  const doublings = Math.round(largest / Math.LN2);
  const k = Math.max(-MOST_DOUBLINGS, Math.min(MOST_DOUBLINGS, doublings));
  const moved = { ...mixture, mus: mus.map((mu) => mu - k * Math.LN2) };
  const size = 2 ** k;
  if (!Number.isFinite(y / size)) return scoreAsItIs(y, mixture, components);
  return size * scoreAsItIs(y / size, moved, components);
}

function scoreAsItIs(y: number, mixture: Mixture, components: number): number {
  const { weights, sigmas } = mixture;
  let score = 0;
  let narrow = false;
  for (let i = 0; i < components; i++) narrow ||= sigmas[i] <= WIDE && weights[i] > 0;
  if (narrow) score = scoreByCuts(y, mixture, components);
  else score = scoreByMinima(y, mixture, components);
  if (score < 0) return 0;
  // Finite arguments give NaN only as ∞ − ∞, where a pair's expected minimum has overflowed.
  return score === score ? score : Infinity;
}

/** Any mixture: Σᵢ wᵢ cut(Xᵢ, y) − ½ ΣᵢΣⱼ wᵢwⱼ cut(Xᵢ, Xⱼ). */
function scoreByCuts(y: number, mixture: Mixture, components: number): number {
  const { weights, mus, sigmas } = mixture;
  const logY = y > 0 ? ln(y) : 0;
  let score = 0;
  for (let i = 0; i < components; i++) {
    const weight = weights[i];
    if (weight === 0) continue;
    let part =
      cutFromOutcome(mus[i], sigmas[i], y, logY) - 0.5 * weight * cutFromItself(mus[i], sigmas[i]);
    for (let j = 0; j < i; j++) {
      if (weights[j] === 0) continue;
      part -= weights[j] * cutDifference(mus[i], sigmas[i], mus[j], sigmas[j]);
    }
    score += weight * part;
  }
  return score;
}

/**
 * The same sum where every component is wide, which is nearly every mixture of a trained network:
 * y + E min(X, X′) − 2 E min(X, y), written out because it is the inner loop of every score.
 */
function scoreByMinima(y: number, mixture: Mixture, components: number): number {
  const { weights, mus, sigmas } = mixture;
  if (squares.length < components) {
    squares = new Float64Array(components);
    logMeans = new Float64Array(components);
    means = new Float64Array(components);
  }
  const logY = y > 0 ? ln(y) : 0;
  let score = y > 0 ? y : -y;
  for (let i = 0; i < components; i++) {
    const weight = weights[i];
    if (weight === 0) continue;
    const mu = mus[i];
    const sigma = sigmas[i];
    const square = sigma * sigma;
    const logMean = mu + 0.5 * square;
    const mean = exp(logMean);
    squares[i] = square;
    logMeans[i] = logMean;
    means[i] = mean;

    let part = weight * exp(mu + 0.25 * square) * erfcx(0.5 * sigma);
    if (y > 0) {
      const z = (logY - mu) / sigma;
      const scaled = y * exp(-0.5 * z * z);
      const a = z * SQRT1_2;
      const b = (sigma - z) * SQRT1_2;
      part -= a >= 0 ? scaled * erfcx(a) : 2 * y - scaled * erfcx(-a);
      part -= b >= 0 ? scaled * erfcx(b) : 2 * mean - scaled * erfcx(-b);
    }
    for (let j = 0; j < i; j++) {
      if (weights[j] === 0) continue;
      const r = Math.sqrt(0.5 / (square + squares[j]));
      const distance = mu - mus[j];
      const a = (square + distance) * r;
      const b = (squares[j] - distance) * r;
      const scaled = exp(logMean - a * a);
      const ofI = a >= 0 ? scaled * erfcx(a) : 2 * mean - scaled * erfcx(-a);
      const ofJ = b >= 0 ? scaled * erfcx(b) : 2 * means[j] - scaled * erfcx(-b);
      part += weights[j] * (ofI + ofJ);
    }
    score += weight * part;
  }
  return score;
}
