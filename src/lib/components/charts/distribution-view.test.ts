import { expect, test } from 'vitest';
import { stream } from '#lib/random/stream.ts';
import { DistributionViews, type DistributionVariant } from './distribution-view.ts';

const views = () => new DistributionViews();
const variant = (name: string, scores: readonly number[]): DistributionVariant => ({
  name,
  scores: scores.map((score, replicate) => ({ replicate, score })),
});
function normal(n: number, mean: number, sd: number, seed = 1): number[] {
  const random = stream(seed, 0, 'scores');
  return Array.from({ length: n }, () => mean + sd * random.normal());
}

test('before the first score there is no view', () => {
  expect(views().view([variant('a', []), variant('b', [NaN])], 11, 32)).toBeNull();
});

test('the axis holds the scores and the oracle near them', () => {
  const scores = normal(32, 12.5, 0.2);
  const { axis, digits } = views().view([variant('a', scores)], 11.9, 32)!;
  expect(axis.min).toBeLessThan(11.9);
  expect(axis.max).toBeGreaterThan(Math.max(...scores));
  expect(digits).toEqual({ power: 0, decimals: 2 });
});

test('an oracle far away does not flatten the scores', () => {
  const { axis } = views().view([variant('a', normal(32, 12.5, 0.2))], 2, 32)!;
  expect(axis.min).toBeGreaterThan(10);
});

test('diverged replicates are counted beyond the axis', () => {
  const scores = [...normal(30, 12.5, 0.2), 900, 4000];
  const { axis, rows } = views().view([variant('a', scores)], null, 32)!;
  expect(axis.max).toBeLessThan(15);
  expect(rows[0]).toMatchObject({ below: 0, beyond: 2 });
});

test('the axis never shrinks while scores come, and begins anew with the next run', () => {
  const kept = views();
  const scores = normal(32, 12.5, 0.2);
  const first = kept.view([variant('a', [...scores, 14])], null, 32)!.axis;
  expect(kept.view([variant('a', [...scores, 12.5, 12.6])], null, 32)!.axis).toBe(first);
  const anew = kept.view([variant('a', scores.slice(0, 3))], null, 32)!.axis;
  expect(anew.max).toBeLessThan(first.max);
});

test('the box is that of Tukey: quartiles, and whiskers within 1.5 of their distance', () => {
  const { rows } = views().view([variant('a', [10, 11, 12, 13, 14, 15, 16, 17, 40])], null, 9)!;
  expect(rows[0].box).toEqual({ q1: 12, median: 14, q3: 16, whiskerMin: 10, whiskerMax: 17 });
});

test('up to 200 replicates are dots, more are a violin from the start', () => {
  const few = variant('a', normal(40, 12, 0.3));
  expect(views().view([few], null, 200)!.rows[0].violin).toBeNull();
  expect(views().view([few], null, 201)!.rows[0].violin).not.toBeNull();
  expect(views().view([variant('a', normal(5, 12, 0.3))], null, 500)!.rows[0].violin).toBeNull();
});

test('the mean comes with Student’s interval, and alone where one score says nothing of the spread', () => {
  const { rows } = views().view([variant('a', [12, 13, 14]), variant('b', [12])], null, 3)!;
  // 4.302653 = t quantile at 0.975 with two degrees of freedom; the standard error is 1/√3.
  expect(rows[0].interval!.upper).toBeCloseTo(13 + 4.302653 / Math.sqrt(3), 5);
  expect(rows[1].interval).toEqual({ mean: 12, lower: NaN, upper: NaN });
});
