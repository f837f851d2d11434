/**
 * When a replicate has diverged: one of its parameters is not finite or beyond ±LARGEST, or its loss or
 * validation CRPS is not a number. The bounded head (#lib/mdn/bounds.ts) keeps a network that has blown
 * up from ever showing NaN by itself, hence the first rule; weights on standardised inputs are of order one.
 */
import type { Job, Outcome } from './engine.ts';

const LARGEST = 1e4;

export function isSane(parameters: Float32Array): boolean {
  return parameters.every((parameter) => Math.abs(parameter) <= LARGEST);
}

export function diverged({ replicates, experiment }: Job, slot: number, epoch: number): Outcome {
  const replicate = replicates[slot];
  const { learningRate, clipNorm } = experiment;
  const clip = clipNorm === null ? ', or clip its gradient' : '';
  return {
    status: 'failed',
    replicate,
    reason: 'diverged',
    message:
      `Replicate ${replicate + 1} diverged in epoch ${epoch}: its weights or its loss grew beyond all bounds. ` +
      `Try a learning rate below ${learningRate}${clip}.`,
  };
}
