import { expect, test } from 'vitest';
import { DistributionViews, type DistributionVariant } from './distribution-view.ts';
import { distributionCaption, distributionTable } from './distribution-words.ts';

const variant = (name: string, scores: readonly number[], failed = 0): DistributionVariant => ({
  name,
  failed,
  scores: scores.map((score, replicate) => ({ replicate, score })),
});
const caption = (variants: readonly DistributionVariant[], oracle: number | null = null) =>
  distributionCaption(new DistributionViews().view(variants, oracle, 3)!, 'min');

test('the caption names the lowest mean first, each with unit, interval and n', () => {
  expect(caption([variant('a', [13, 14, 15]), variant('b', [12, 12.5, 13])], 11)).toBe(
    'Lowest mean: b 12.5 min (95 % interval 11.3–13.7, 3 replicates). ' +
      'a 14.0 min (95 % interval 11.5–16.5, 3 replicates). ' +
      'The oracle, which knows the true distribution, scores 11.0 min on the same rows.',
  );
});

test('one score has no interval, and a variant without any is left out', () => {
  expect(caption([variant('a', [13]), variant('b', [])])).toBe('Mean: a 13.00 min (1 replicate).');
});

test('many variants are summed up by the lowest and the highest', () => {
  const variants = ['a', 'b', 'c', 'd', 'e'].map((name, i) => variant(name, [10 + i]));
  expect(caption(variants)).toBe(
    'Lowest mean: a 10.00 min (1 replicate). Highest: e 14.00 min (1 replicate); 3 other variants between them.',
  );
});

test('what the axis leaves out and what failed is said', () => {
  const words = caption([variant('a', [12, 12.1, 12.2, 12.3, 12.2, 12.1, 900], 2)]);
  expect(words).toContain('1 score off the axis. 2 replicates failed.');
});

test('the table has a row per replicate, numbered from 1, and a dash where a score is missing', () => {
  const gap: DistributionVariant = { name: 'b', scores: [{ replicate: 2, score: 9 }] };
  expect(
    distributionTable([variant('a', [12, 13]), gap], { power: 0, decimals: 1 }, 'min'),
  ).toEqual({
    columns: ['Replicate', 'a (min)', 'b (min)'],
    rows: [
      ['1', '12.000', '–'],
      ['2', '13.000', '–'],
      ['3', '–', '9.000'],
    ],
  });
});
