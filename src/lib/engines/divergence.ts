/**
 * When a replicate has diverged: one of its parameters is not finite or beyond ±LARGEST_PARAMETER, its loss or
 * validation CRPS is not a number, or the weights that are kept score worse on the validation rows than
 * WORST_SCORE times the climatology. The bounded head (#lib/mdn/bounds.ts) keeps a network that has blown
 * up from ever showing NaN by itself, hence the first rule; weights on standardised inputs are of order one.
 * Test rows have no say: what fails there alone is a result.
 */
import type { Experiment } from '#lib/experiment/experiment.ts';
import { roughWords } from '#lib/format/number-words.ts';
import type { Outcome } from './engine.ts';

/** Beyond ± this a parameter is taken for lost. */
export const LARGEST_PARAMETER = 1e4;

/** Times the climatology's score; a forecast that has learnt nothing scores about once. */
const WORST_SCORE = 10;

export function isSane(parameters: Float32Array): boolean {
  return parameters.every((parameter) => Math.abs(parameter) <= LARGEST_PARAMETER);
}

/** @param crps of the validation rows, as @param climatology is; NaN where there are none */
export function isHopeless(crps: number, climatology: number): boolean {
  return crps > WORST_SCORE * climatology;
}

function failed({ learningRate, clipNorm }: Experiment, replicate: number, what: string): Outcome {
  const clip = clipNorm === null ? ', or clip its gradient' : '';
  return {
    status: 'failed',
    replicate,
    reason: 'diverged',
    message: `Replicate ${replicate + 1} diverged${what} Try a learning rate below ${learningRate}${clip}.`,
  };
}

export function diverged(experiment: Experiment, replicate: number, epoch: number): Outcome {
  const what = ` in epoch ${epoch}: its weights or its loss grew beyond all bounds.`;
  return failed(experiment, replicate, what);
}

export function hopeless(
  experiment: Experiment,
  replicate: number,
  crps: number,
  climatology: number,
): Outcome {
  const times = roughWords(crps / climatology);
  const what = `: its score on the validation rows is ${times} times that of a forecast that knows no inputs.`;
  return failed(experiment, replicate, what);
}
