import { expect, test } from 'vitest';
import type { LaneScore } from '#lib/race/contest.ts';
import { scoreAgreement } from '#lib/race/score-agreement.ts';
import { agreementOf, verdictOf } from './agreement-words.ts';
import { factorBetween } from './factor.ts';
import type { HeatRecord } from './heat.ts';
import { heatSample } from './record.samples.ts';

const exact = Float64Array.from({ length: 100 }, (_, row) => 10 + row / 10);

function withScores(scores: Partial<Record<string, LaneScore>>): HeatRecord {
  const heat = heatSample('loop', 100, { loop: [100], batch: [1] });
  return {
    ...heat,
    lanes: heat.lanes.map((lane) => ({ ...lane, score: scores[lane.lane] ?? null })),
  };
}

test('lanes within their tolerance compute the same, and the largest difference is told', () => {
  const near = exact.map((score) => score + 4e-6);
  const record = withScores({
    loop: scoreAgreement(near, exact, exact, 0.1),
    batch: scoreAgreement(exact, exact, exact, 0.01),
  });
  expect(agreementOf(record)).toEqual({
    verdict: 'same',
    says: 'Same scores to 4·10⁻⁶ min, row by row.',
  });
});

test('a loop that gives what its rule gives misses; one that does not is wrong', () => {
  const rule = exact.map((score, row) => (row < 20 ? score - 3 : score));
  const misses = scoreAgreement(rule, exact, rule, 0.1);
  expect(misses).toMatchObject({ rows: 100, beyond: 20, unexplained: 0 });
  expect(verdictOf({ score: misses })).toBe('misses');
  const broken = scoreAgreement(
    exact.map((score) => 1.05 * score),
    exact,
    rule,
    0.1,
  );
  expect(verdictOf({ score: broken })).toBe('wrong');
  expect(agreementOf(withScores({ loop: broken }))?.says).toMatch(
    /The loop computes other scores.*does not count/,
  );
});

test('who agrees and who misses is said by name, each with the rows that it came to', () => {
  const rule = exact.map((score, row) => (row < 20 ? score - 3 : score));
  const part = rule.map((score, row) => (row < 40 ? score : NaN));
  const record = withScores({
    'loop-gpu': scoreAgreement(part, exact, rule, 0.1),
    loop: scoreAgreement(rule, exact, rule, 0.1),
    batch: scoreAgreement(exact, exact, exact, 0.01),
  });
  expect(agreementOf(record)).toEqual({
    verdict: 'misses',
    says: 'The batch gives the exact scores to 0 min. The loop, on the GPU misses 20 of 40 rows, The loop 20 of 100, by up to 3 min: their points step over narrow forecasts.',
  });
});

test('a lane that is wrong has no part in a factor', () => {
  const same = scoreAgreement(exact, exact, exact, 0.1);
  const broken = scoreAgreement(
    exact.map((score) => score + 1),
    exact,
    exact,
    0.1,
  );
  expect(factorBetween(withScores({ loop: same, batch: same }), 'loop', 'batch')?.median).toBe(100);
  expect(factorBetween(withScores({ loop: broken, batch: same }), 'loop', 'batch')).toBeNull();
});

test('rows that a lane did not come to are not held against it', () => {
  const sampled = exact.map((score, row) => (row < 30 ? score : NaN));
  expect(scoreAgreement(sampled, exact, exact, 0.01)).toMatchObject({ rows: 30, beyond: 0 });
});
