/** What tests say a replicate found, or a run ran on, where it does not matter. */
import type { Environment, FinishedReplicate } from './result.ts';

export function finishedReplicate(
  variant: number,
  replicate: number,
  over: Partial<FinishedReplicate> = {},
): FinishedReplicate {
  return {
    status: 'done',
    variant,
    replicate,
    validationCrps: 1,
    testCrps: 1,
    testLogScore: 1,
    coverage50: 0.5,
    coverage90: 0.9,
    excessCrps: null,
    curve: { trainingLoss: [1], validationCrps: [1] },
    epochs: 1,
    bestEpoch: 1,
    durationMs: 1,
    boundShare: 0,
    ...over,
  };
}

export const environment: Environment = {
  engine: 'simd',
  workers: 2,
  stack: 8,
  renderer: null,
  runtime: 'Chromium 141',
  hardwareConcurrency: 2,
};
