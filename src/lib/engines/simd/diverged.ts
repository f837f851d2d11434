import type { Outcome } from '../engine.ts';

/** Beyond ± this a parameter is taken for lost: the bounded head keeps such a network from showing NaN by itself. */
export const LARGEST_PARAMETER = 1e4;

export function diverged(replicate: number, epoch: number, learningRate: number): Outcome {
  return {
    status: 'failed',
    replicate,
    reason: 'diverged',
    message:
      `Replicate ${replicate + 1} diverged in epoch ${epoch}: its weights or its loss grew beyond all bounds. ` +
      `Try a learning rate below ${learningRate}, or clip its gradient.`,
  };
}
