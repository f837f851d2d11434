import { describe, expect, test } from 'vitest';
import type { RunSummary } from '#lib/history/kept-run.ts';
import { comparisonOf, type Entry } from './comparison.ts';
import { entryDifference, entryDifferenceInWords, entryVerdict } from './entry-difference.ts';
import { runOf } from './testing/run-of.ts';

const TWO = { power: 0, decimals: 2 };
const one = { variants: [{ name: 'A' }] };

function entriesOf(...runs: RunSummary[]): readonly [Entry, Entry] {
  const parts = runs.map(({ id }) => ({ run: id, variant: null }));
  const { entries } = comparisonOf({ parts, reference: null }, runs);
  const [first, second] = entries;
  if (!first || !second) throw new Error('Two entries are needed.');
  return [first, second];
}

describe('paired by replicate', () => {
  test('are variants of one run, over the replicates that both have', () => {
    const run = runOf(1, {}, [
      [10, 20, 30, undefined],
      [9, 18, null, 5],
    ]);
    const [a, b] = entriesOf(run);
    const found = entryDifference(a, b);
    expect(found).toMatchObject({ method: 'paired', difference: { n: 2, mean: -1.5 } });
    // t(0.975, 1) = 12.7062: −1.5 ∓ 12.7062 · (√0.5 / √2)
    expect(found.difference?.interval?.lower).toBeCloseTo(-7.8531, 4);
    expect(found.difference?.interval?.upper).toBeCloseTo(4.8531, 4);
    expect(found.why).toMatch(/variants of one run/);
    expect(entryDifferenceInWords(found, a, TWO, 'min')).toBe(
      '−1.50 min, 95 % interval −7.85 to +4.85, paired by replicate, 2 pairs',
    );
    expect(entryVerdict(found, a)).toBe('So far the interval includes 0.');
  });

  test('are runs of the same seed and split, whatever their models', () => {
    const [a, b] = entriesOf(
      runOf(1, { ...one, base: { components: 3 } }, [[5, 6]]),
      runOf(2, { ...one, base: { hidden: [8] }, replicates: 64 }, [[4, 5.1]]),
    );
    const found = entryDifference(a, b);
    expect(found.method).toBe('paired');
    expect(found.why).toMatch(/same seed and split/);
  });
});

describe('by Welch', () => {
  test.each<[string, object, RegExp]>([
    ['of other seeds', { seed: 2 }, /seeds 1 and 2 differ/],
    [
      'that trained on other rows',
      { data: { split: { validation: 0.2 } } },
      /validation shares differ/,
    ],
  ])('are runs %s', (_what, study, why) => {
    const [a, b] = entriesOf(
      runOf(1, one, [[10, 12, 11, 13]]),
      runOf(2, { ...one, ...study }, [[20, 21, 22, 29]]),
    );
    const found = entryDifference(a, b);
    expect(found.method).toBe('welch');
    expect(found.why).toMatch(why);
    // scipy.stats.ttest_ind(…, equal_var=False): 3.5941 degrees of freedom.
    expect(found.difference?.mean).toBeCloseTo(11.5, 12);
    expect(found.difference?.interval?.lower).toBeCloseTo(5.281617, 5);
    expect(found.difference?.interval?.upper).toBeCloseTo(17.718383, 5);
    expect(entryDifferenceInWords(found, a, TWO, 'min')).toMatch(
      /^\+11\.50 min, 95 % interval .*, Welch, 4 and 4 replicates$/,
    );
    expect(entryVerdict(found, a)).toBe('A (run 1) scores lower, which is better.');
  });

  test('are replicates of which none has finished in both', () => {
    const [a, b] = entriesOf(
      runOf(1, one, [[1, 2]]),
      runOf(2, one, [[undefined, undefined, 3, 4]]),
    );
    const found = entryDifference(a, b);
    expect(found).toMatchObject({ method: 'welch', difference: { mean: 2 } });
    expect(found.why).toMatch(/no replicate has finished in both/);
  });
});

test('nothing is claimed of a run that is not through', () => {
  const [a, b] = entriesOf(runOf(1, one, [[10, 12, 11, 13]]), runOf(2, one, [[20, 22, 21]]));
  expect(entryVerdict(entryDifference(a, b), a)).toBe(
    'So far A (run 1) scores lower. A claim needs all replicates.',
  );
  const failed = runOf(2, one, [[20, 22, 21, null]]);
  const [c, d] = entriesOf(runOf(1, one, [[10, 12, 11, 13]]), failed);
  expect(entryVerdict(entryDifference(c, d), c)).toBe('A (run 1) scores lower, which is better.');
});

test('nothing is claimed without two scores, nor of equal ones', () => {
  const [a, b] = entriesOf(runOf(1, one, [[1]]), runOf(2, one, [[2]]));
  const single = entryDifference(a, b);
  expect(entryDifferenceInWords(single, a, TWO, '')).toMatch(
    /^\+1\.00, .*an interval needs two of each/,
  );
  expect(entryVerdict(single, a)).toBe('Nothing can be said yet.');
  const [c, d] = entriesOf(runOf(1, one, [[1, 2, 3, 4]]), runOf(2, one, [[1, 2, 3, 4]]));
  expect(entryVerdict(entryDifference(c, d), c)).toBe('Their scores are the same.');
  const [e, f] = entriesOf(runOf(1, one, [[1, 2, 3]]), runOf(2, one, []));
  const none = entryDifference(e, f);
  expect(none.difference).toBeNull();
  expect(entryDifferenceInWords(none, e, TWO, 'min')).toBe('no scores to compare yet');
});
