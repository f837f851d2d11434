import { expect, it } from 'vitest';
import type { FailedReplicate, FailureReason, FinishedReplicate } from '#lib/experiment/result.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
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

function study(components: number) {
  const parsed = parseStudy({ version: 1, base: { components }, variants: [{ name: 'A' }] });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.study;
}

const variant = { name: 'A', done: [], failed: [], running: [], epochs: 1 };

it('replicates that failed for the same reason are said once, with their number', () => {
  const reasons = ['diverged', 'worker-crashed', 'diverged'] as const;
  expect(cautionsOf(study(3), [{ ...variant, failed: reasons.map(failed) }])).toEqual([
    { what: 'A: 2 replicates failed.', why: 'Replicate 1: diverged.' },
    { what: 'A: 1 replicate failed.', why: 'Replicate 2: worker-crashed.' },
  ]);
});

it('forecasts at a bound are said, unless they are hardly any', () => {
  expect(cautionsOf(study(3), [{ ...variant, done: [done(0.0002)] }])).toEqual([]);
  const [caution] = cautionsOf(study(3), [{ ...variant, done: [done(0.02), done(0.04)] }]);
  expect(caution?.what).toBe('A: 3 % of the predicted means and spreads lie at their bound.');
  expect(caution?.why).toContain('fewer densities');
});

it('a single density at its bound is not told to have fewer', () => {
  const [caution] = cautionsOf(study(1), [{ ...variant, done: [done(0.02)] }]);
  expect(caution?.why).toContain('a second density');
});

it('a replicate that exploded is set apart', () => {
  const scores = [2, 2.1, 2.2, 2.3, 9408];
  const exploded = scores.map((testCrps, replicate) => ({ ...done(0), testCrps, replicate }));
  const cautions = cautionsOf(study(3), [{ ...variant, done: exploded }]);
  expect(cautions.map(({ what }) => what)).toEqual([
    'A: 1 replicate of 5 scores more than 10 times the median.',
  ]);
  expect(cautionsOf(study(3), [{ ...variant, done: exploded.slice(0, 4) }])).toEqual([]);
});

it('scores too unequal for an interval are said to be', () => {
  const scores = [0.1, 1, 1, 1, 6];
  const unequal = scores.map((testCrps, replicate) => ({ ...done(0), testCrps, replicate }));
  const [caution] = cautionsOf(study(3), [{ ...variant, done: unequal }]);
  expect(caution?.what).toBe('A: the scores are too unequal for an interval of their mean.');
});
