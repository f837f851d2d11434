import { batchScores } from '#lib/engines/tfjs/batch-scores.ts';
import type { MixturesAtHand } from './mixtures-at-hand.ts';

/** The closed form on the GPU, by TensorFlow.js: copied there, scored, read back. */
export async function* byGpu(
  backend: 'webgl' | 'webgpu',
  { count, components, mixtures, targets, scores }: MixturesAtHand,
) {
  const { weights, mus, sigmas } = mixtures;
  scores.set(await batchScores(backend, targets, weights, mus, sigmas, components));
  yield count;
}
