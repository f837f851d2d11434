import { expect, it } from 'vitest';
import type { FailedReplicate, FailureReason, FinishedReplicate } from '#lib/experiment/result.ts';
import { cautionsOf } from './cautions.ts';

function failed(reason: FailureReason, replicate: number): FailedReplicate {
  const message = `Replicate ${replicate + 1}: ${reason}.`;
  return { status: 'failed', variant: 0, replicate, reason, message, attempts: 3 };
}

function done(boundShare: number): FinishedReplicate {
  return {
    status: 'done',
    variant: 0,
    replicate: 0,
    validationCrps: 1,
    testCrps: 1,
    testLogScore: 1,
    coverage50: 0.5,
    coverage90: 0.9,
    excessCrps: null,
    curve: { trainingLoss: [], validationCrps: [] },
    epochs: 1,
    bestEpoch: 1,
    durationMs: 1,
    boundShare,
  };
}

const variant = { name: 'A', done: [], failed: [], running: [], epochs: 1 };

it('replicates that failed for the same reason are said once, with their number', () => {
  const reasons = ['diverged', 'worker-crashed', 'diverged'] as const;
  expect(cautionsOf([{ ...variant, failed: reasons.map(failed) }])).toEqual([
    { what: 'A: 2 replicates failed.', why: 'Replicate 1: diverged.' },
    { what: 'A: 1 replicate failed.', why: 'Replicate 2: worker-crashed.' },
  ]);
});

it('forecasts at a bound are said, unless they are hardly any', () => {
  expect(cautionsOf([{ ...variant, done: [done(0.0002)] }])).toEqual([]);
  const [caution] = cautionsOf([{ ...variant, done: [done(0.02), done(0.04)] }]);
  expect(caution?.what).toBe('A: 3 % of the predicted means and spreads lie at their bound.');
});
