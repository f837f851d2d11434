/** The continuous ranked probability score of normal and log-normal mixtures: exact, batched, differentiable. */
export { crpsBatch, type Reals } from './crpsBatch.ts';
export { crpsLognormal, crpsLognormalGrad } from './crpsLognormal.ts';
export { crpsLognormalMixture, crpsLognormalMixtureGrad } from './crpsLognormalMixture.ts';
export { crpsNormal, crpsNormalGrad, type SingleGradient } from './crpsNormal.ts';
export {
  crpsNormalMixture,
  crpsNormalMixtureGrad,
  type MixtureGradient,
} from './crpsNormalMixture.ts';
export type { MixtureFamily } from './family.ts';
