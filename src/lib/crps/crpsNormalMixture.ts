import { SQRT2 } from './constants.ts';
import { checkedMixture, requireFinite } from './mixtureArguments.ts';
import {
  jointSigma,
  normalAbsoluteMean,
  normalAbsoluteMeanByD,
  normalAbsoluteMeanByS,
} from './normalDifference.ts';
import { normalMixtureScore } from './normalMixtureScore.ts';

/** A score of a mixture and its derivatives, one a component. */
export interface MixtureGradient {
  readonly value: number;
  /** In the normalised weights, each moved on its own; a softmax's Jacobian removes the common constant. */
  readonly dWeights: Float64Array;
  readonly dMus: Float64Array;
  readonly dSigmas: Float64Array;
}

/**
 * CRPS of the mixture Σ wᵢ N(muᵢ, sigmaᵢ²) at y, in the unit of y; K components, O(K²).
 * Weights need not sum to one: the score is that of the normalised ones; zero weights are legal.
 * Source: Grimit, Gneiting, Berrocal & Johnson 2006, QJRMS 132.
 * @throws RangeError naming the argument (see `checkedMixture`), or y unless it is finite.
 */
export function crpsNormalMixture(
  y: number,
  weights: ArrayLike<number>,
  mus: ArrayLike<number>,
  sigmas: ArrayLike<number>,
): number {
  requireFinite('y', y);
  const mixture = checkedMixture(weights, mus, sigmas);
  return normalMixtureScore(y, mixture, mixture.weights.length);
}

/** `crpsNormalMixture` with its derivatives in the weights (unconstrained), mus and sigmas. */
export function crpsNormalMixtureGrad(
  y: number,
  weights: ArrayLike<number>,
  mus: ArrayLike<number>,
  sigmas: ArrayLike<number>,
): MixtureGradient {
  requireFinite('y', y);
  const mixture = checkedMixture(weights, mus, sigmas);
  const { weights: w, mus: mu, sigmas: sigma } = mixture;
  const components = w.length;
  const dWeights = new Float64Array(components);
  const dMus = new Float64Array(components);
  const dSigmas = new Float64Array(components);
  for (let i = 0; i < components; i++) {
    const error = y - mu[i];
    let byWeight = normalAbsoluteMean(error, sigma[i]);
    let byMu = -normalAbsoluteMeanByD(error, sigma[i]);
    let bySigma = normalAbsoluteMeanByS(error, sigma[i]);
    for (let j = 0; j < components; j++) {
      const d = mu[i] - mu[j];
      const s = i === j ? SQRT2 * sigma[i] : jointSigma(sigma[i], sigma[j]);
      byWeight -= w[j] * normalAbsoluteMean(d, s);
      byMu -= w[j] * normalAbsoluteMeanByD(d, s);
      bySigma -= s === 0 ? 0 : (w[j] * normalAbsoluteMeanByS(d, s) * sigma[i]) / s;
    }
    dWeights[i] = byWeight;
    if (w[i] === 0) continue;
    dMus[i] = w[i] * byMu;
    dSigmas[i] = w[i] * bySigma;
  }
  return { value: normalMixtureScore(y, mixture, components), dWeights, dMus, dSigmas };
}
