/**
 * The continuous ranked probability score of normal and log-normal mixtures: exact, batched,
 * differentiable, the same to the last bit on every machine. Lower is better; the unit is the target's.
 */
export type { IntegralReport } from './adaptiveIntegral.ts';
export { cramerDistance } from './cramerDistance.ts';
export { crpsBatch } from './crpsBatch.ts';
export { crpsLognormal, crpsLognormalGrad } from './crpsLognormal.ts';
export { crpsLognormalMixture, crpsLognormalMixtureGrad } from './crpsLognormalMixture.ts';
export { crpsNormal, crpsNormalGrad, type SingleGradient } from './crpsNormal.ts';
export {
  crpsNormalMixture,
  crpsNormalMixtureGrad,
  type MixtureGradient,
} from './crpsNormalMixture.ts';
export {
  crpsQuadrature,
  crpsQuadratureReport,
  type QuadratureOptions,
  ToleranceNotReached,
} from './crpsQuadrature.ts';
export { excessCrps, expectedCrps, oracleCrps } from './expectedCrps.ts';
export type { MixtureFamily } from './family.ts';
export { type MixtureDistribution, mixtureDistribution } from './mixtureDistribution.ts';
export type { MixtureRows, Reals } from './mixtureRows.ts';
export { originalLoop, originalLoopReport } from './originalLoop.ts';
export { pinballLoss } from './pinballLoss.ts';
export { powerOfTwo, sizeOf } from './powerOfTwo.ts';
