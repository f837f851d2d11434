import { expect, it } from 'vitest';
import type { FailedReplicate, FinishedReplicate } from '#lib/experiment/result.ts';
import { cautionsOf } from './cautions.ts';

function failed(replicate: number, message: string): FailedReplicate {
  return { status: 'failed', variant: 0, replicate, reason: 'diverged', message, attempts: 3 };
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

it('replicates that failed in the same way are said once, with their number', () => {
  const reasons = ['It diverged.', 'It diverged.', 'The worker died.'];
  const cautions = cautionsOf([{ ...variant, failed: reasons.map((why, i) => failed(i, why)) }]);
  expect(cautions).toEqual([
    { what: 'A: 2 replicates failed.', why: 'It diverged.' },
    { what: 'A: 1 replicate failed.', why: 'The worker died.' },
  ]);
});

it('forecasts at a bound are said, unless they are hardly any', () => {
  expect(cautionsOf([{ ...variant, done: [done(0.0002)] }])).toEqual([]);
  const [caution] = cautionsOf([{ ...variant, done: [done(0.02), done(0.04)] }]);
  expect(caution?.what).toBe('A: 3 % of the predicted means and spreads lie at their bound.');
});
