import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stream } from '#lib/random/stream.ts';
import { pairedDifference, welchDifference } from './difference.ts';
import { type Interval, tInterval } from './interval.ts';
import { median, sampleQuantile } from './quantiles.ts';
import { meanInterval, meanOf, standardDeviation, summarise } from './statistics.ts';

// Student's sleep data (1908), hours of sleep gained on two drugs by the same ten patients; the
// expected numbers are those of R's t.test, printed in its documentation and textbooks.
const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

test('mean, standard deviation and interval are those of R', () => {
  expect(meanOf(drug1)).toBeCloseTo(0.75, 12);
  expect(standardDeviation(drug1)).toBeCloseTo(1.78901, 5);
  const interval = meanInterval(drug1);
  expect(interval?.lower).toBeCloseTo(-0.5297804, 6);
  expect(interval?.upper).toBeCloseTo(2.02978, 5);
});

test('the paired difference is that of R’s paired t-test', () => {
  const difference = pairedDifference(drug1, drug2);
  expect(difference?.n).toBe(10);
  expect(difference?.mean).toBeCloseTo(1.58, 12);
  expect(difference?.interval?.lower).toBeCloseTo(0.7001142, 6);
  expect(difference?.interval?.upper).toBeCloseTo(2.4598858, 6);
});

test('the unpaired difference is that of R’s Welch t-test', () => {
  const difference = welchDifference(drug1, drug2);
  expect(difference?.n).toBe(20);
  expect(difference?.mean).toBeCloseTo(1.58, 12);
  expect(difference?.interval?.lower).toBeCloseTo(-0.2054832, 6);
  expect(difference?.interval?.upper).toBeCloseTo(3.3654832, 6);
});

test('only replicates that finished in both variants make a pair', () => {
  const difference = pairedDifference([1, null, 3, 4, undefined, 9], [2, 5, null, 6, 7]);
  expect(difference?.n).toBe(2);
  expect(difference?.mean).toBe(1.5);
  expect(pairedDifference([null, 2], [1, null])).toBeNull();
});

test('one value has a mean and no interval, never NaN', () => {
  expect(summarise([4])).toEqual({
    n: 1,
    mean: 4,
    interval: null,
    sd: null,
    median: 4,
    quartiles: [4, 4],
    best: 4,
    worst: 4,
  });
  expect(pairedDifference([1], [3])).toEqual({ n: 1, mean: 2, interval: null });
  expect(welchDifference([1], [3, 4])).toEqual({ n: 3, mean: 2.5, interval: null });
  expect(tInterval(1, NaN, 4)).toBeNull();
});

test('no value has no summary', () => {
  expect(summarise([])).toBeNull();
  expect(welchDifference([], [1])).toBeNull();
  expect(sampleQuantile([], 0.5)).toBeNaN();
});

test('values that are all the same have an interval of no width', () => {
  expect(meanInterval([2, 2, 2])).toEqual({ lower: 2, upper: 2 });
  expect(welchDifference([2, 2], [5, 5, 5])).toEqual({
    n: 5,
    mean: 3,
    interval: { lower: 3, upper: 3 },
  });
});

test('quantiles are linear between order statistics, in numerical order', () => {
  const values = [100, 9, 20, 1];
  expect(median(values)).toBe(14.5);
  expect(sampleQuantile(values, 0.25)).toBe(7);
  expect(sampleQuantile(values, 1)).toBe(100);
  expect(values).toEqual([100, 9, 20, 1]);
});

test('an interval covers the true mean in nineteen of twenty samples of four', () => {
  const random = stream(5, 0, 'coverage');
  const samples = 4000;
  let covered = 0;
  for (let i = 0; i < samples; i++) {
    const sample = Array.from({ length: 4 }, () => 0.5 + random.normal());
    const interval = meanInterval(sample);
    if (interval && interval.lower < 0.5 && interval.upper > 0.5) covered++;
  }
  expect(covered / samples).toBeGreaterThan(0.93);
  expect(covered / samples).toBeLessThan(0.97);
});

test('quantiles rise with their level and stay within the sample', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 });
  const level = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(values, level, level, (sample, a, b) => {
      const low = sampleQuantile(sample, Math.min(a, b));
      const high = sampleQuantile(sample, Math.max(a, b));
      expect(low).toBeLessThanOrEqual(high + 1e-9);
      expect(low).toBeGreaterThanOrEqual(Math.min(...sample) - 1e-9);
      expect(high).toBeLessThanOrEqual(Math.max(...sample) + 1e-9);
    }),
  );
});

test('intervals and differences of very large and very small scores are as many times as large', () => {
  for (const size of [2 ** 990, 2 ** -990]) {
    const [first, second] = [drug1, drug2].map((values) => values.map((value) => value * size));
    const times = (interval: Interval | null | undefined) =>
      interval && { lower: interval.lower * size, upper: interval.upper * size };
    expect(meanInterval(first)).toEqual(times(meanInterval(drug1)));
    for (const difference of [pairedDifference, welchDifference]) {
      expect(difference(first, second)?.interval).toEqual(
        times(difference(drug1, drug2)?.interval),
      );
    }
  }
});

test('an interval that reaches below 0, where no score is, is not given', () => {
  expect(summarise([0.1, 1, 1, 1, 6])?.interval).toBeNull();
  expect(summarise([1, 1.1, 1.2, 1.3])?.interval?.lower).toBeGreaterThan(0);
});
