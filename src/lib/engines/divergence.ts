/**
 * When a replicate has diverged: one of its parameters is not finite or beyond ±LARGEST_PARAMETER, or its loss or
 * validation CRPS is not a number. The bounded head (#lib/mdn/bounds.ts) keeps a network that has blown
 * up from ever showing NaN by itself, hence the first rule; weights on standardised inputs are of order one.
 */
import type { Experiment } from '#lib/experiment/experiment.ts';
import type { Outcome } from './engine.ts';

/** Beyond ± this a parameter is taken for lost. */
export const LARGEST_PARAMETER = 1e4;

export function isSane(parameters: Float32Array): boolean {
  return parameters.every((parameter) => Math.abs(parameter) <= LARGEST_PARAMETER);
}

export function diverged(experiment: Experiment, replicate: number, epoch: number): Outcome {
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
