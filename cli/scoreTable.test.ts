import { expect, test } from 'vitest';
import type { ReplicateResult } from '#lib/experiment/result.ts';
import { finishedReplicate } from '#lib/experiment/results.samples.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { scoreTable } from './scoreTable.ts';

function done(variant: number, replicate: number, testCrps: number): ReplicateResult {
  return finishedReplicate(variant, replicate, { validationCrps: testCrps, testCrps });
}

function failed(variant: number, replicate: number): ReplicateResult {
  const reason = 'diverged';
  return { status: 'failed', variant, replicate, reason, message: 'NaN', attempts: 3 };
}

function study(names: readonly string[]) {
  const parsed = parseStudy({ replicates: 3, variants: names.map((name) => ({ name })) });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.study;
}

test('scores have n, mean, interval and SD, and differences pair only what both have', () => {
  const results = [
    done(0, 0, 12),
    done(0, 1, 13),
    done(0, 2, 14),
    done(1, 0, 11),
    failed(1, 1),
    done(1, 2, 13.5),
  ];
  expect(scoreTable(study(['one', 'ten']), results).split('\n')).toEqual([
    'Test CRPS (min)  n  mean  95 % interval   SD  failed',
    'one              3  13.0   [10.5, 15.5]  1.0       0',
    'ten              2  12.3              –  1.8       1',
    '',
    'Difference, paired by replicate  n  mean  95 % interval',
    'ten − one                        2  −0.8   [−3.9, +2.4]',
  ]);
});

test('a single replicate has a score and no interval', () => {
  const lines = scoreTable(study(['one']), [done(0, 1, 12.3456)]).split('\n');
  expect(lines).toEqual([
    'Test CRPS (min)  n   mean  95 % interval  SD  failed',
    'one              1  12.35              –   –       0',
  ]);
});
