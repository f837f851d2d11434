import type { FinishedReplicate, Predictions } from '#lib/experiment/result.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { Kept } from '../kept.ts';

export function value<T>(kept: Kept<T>): T {
  if (kept.status !== 'ok') throw new Error(kept.message);
  return kept.value;
}

export function smallStudy(): Study {
  const parsed = parseStudy({ title: 'Kept', replicates: 3, seed: 7 });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.study;
}

export function done(variant: number, replicate: number): FinishedReplicate {
  return {
    status: 'done',
    variant,
    replicate,
    validationCrps: 1.5,
    testCrps: 1.25,
    testLogScore: 3,
    coverage50: 0.5,
    coverage90: 0.9,
    excessCrps: null,
    curve: { trainingLoss: [2, NaN], validationCrps: [1.5, 1.5] },
    epochs: 2,
    bestEpoch: 1,
    durationMs: 12,
    boundShare: 0,
  };
}

export const predictions: Predictions = {
  components: 1,
  origin: 7,
  weights: Float32Array.of(1, 1),
  mus: Float64Array.of(3, 4),
  sigmas: Float64Array.of(0.5, 0.25),
  crps: Float64Array.of(1, 2),
  network: { replicate: 2, parameters: Float32Array.of(0.5, -1, 3) },
};
