import erf from '@stdlib/math-base-special-erf';
import { erfcx } from './erfcx.ts';
import { exp } from './exp.ts';
import ln from '@stdlib/math-base-special-ln';
import { TWO_INV_SQRT_PI } from './constants.ts';
import { outcomeSlopes } from './crpsLognormal.ts';
import type { MixtureGradient } from './crpsNormalMixture.ts';
import { cutDifference, cutFromOutcome, WIDE } from './lognormalDifference.ts';
import { lognormalMixtureScore } from './lognormalMixtureScore.ts';
import { checkedMixture, requireFinite } from './mixtureArguments.ts';

/**
 * CRPS of the mixture Σ wᵢ LN(muᵢ, sigmaᵢ²), mus and sigmas those of the logarithm, at y, in the unit
 * of y; K components, exact, O(K²). Weights need not sum to one: the score is that of the normalised
 * ones; zero weights are legal, and so is y ≤ 0. Infinity where the score overflows.
 * Derivation and stability: docs/formulas.md.
 * @throws RangeError naming the argument (see `checkedMixture`), or y unless it is finite.
 */
export function crpsLognormalMixture(
  y: number,
  weights: ArrayLike<number>,
  mus: ArrayLike<number>,
  sigmas: ArrayLike<number>,
): number {
  requireFinite('y', y);
  const mixture = checkedMixture(weights, mus, sigmas);
  return lognormalMixtureScore(y, mixture, mixture.weights.length);
}

/** Slopes of cut(P, Q) in P: `byMu` is mp·erf(a), less mp for a wide P, and ∂/∂σp is σp·(byMu + density). */
function pairSlopes(muP: number, sigmaP: number, muQ: number, sigmaQ: number) {
  const squareP = sigmaP * sigmaP;
  const r = 1 / Math.sqrt(2 * (squareP + sigmaQ * sigmaQ));
  const a = (muP - muQ + squareP) * r;
  const logMean = muP + 0.5 * squareP;
  const scaled = exp(logMean - a * a);
  const density = TWO_INV_SQRT_PI * scaled * r;
  if (sigmaP <= WIDE) return { byMu: exp(logMean) * erf(a), density };
  const byMu = a >= 0 ? -scaled * erfcx(a) : scaled * erfcx(-a) - 2 * exp(logMean);
  return { byMu, density };
}

/**
 * `crpsLognormalMixture` with its derivatives in the weights (unconstrained), mus and sigmas. The
 * weights' share the large constant −Σ wⱼ mⱼ, which a softmax's Jacobian removes.
 */
export function crpsLognormalMixtureGrad(
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
  const logY = y > 0 ? ln(y) : 0;

  let wideMean = 0;
  for (let j = 0; j < components; j++) {
    if (w[j] > 0 && sigma[j] > WIDE) wideMean += w[j] * exp(mu[j] + 0.5 * sigma[j] * sigma[j]);
  }
  for (let i = 0; i < components; i++) {
    const outcome = outcomeSlopes(mu[i], sigma[i], y);
    let byWeight = cutFromOutcome(mu[i], sigma[i], y, logY) - wideMean;
    let byMu = outcome.byMu;
    let density = outcome.density;
    for (let j = 0; j < components; j++) {
      if (w[j] === 0) continue;
      const pair = pairSlopes(mu[i], sigma[i], mu[j], sigma[j]);
      byWeight -= w[j] * cutDifference(mu[i], sigma[i], mu[j], sigma[j]);
      byMu -= w[j] * pair.byMu;
      density -= w[j] * sigma[i] * pair.density;
    }
    dWeights[i] = byWeight;
    if (w[i] === 0) continue;
    dMus[i] = w[i] * byMu;
    dSigmas[i] = w[i] * (sigma[i] * byMu + density);
  }
  return { value: lognormalMixtureScore(y, mixture, components), dWeights, dMus, dSigmas };
}
