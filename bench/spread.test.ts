import { expect, test } from 'vitest';
import { ratioOf, showNumber, showRatio, showSpread, spreadOf } from './spread.ts';

test('a median lies in the middle, of an odd and an even number of values', () => {
  expect(spreadOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 });
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4 });
});

test('ratios are taken within rounds', () => {
  // A minute twice as slow changes no ratio.
  expect(ratioOf([10, 20, 10], [1, 2, 1])).toEqual({ median: 10, least: 10, most: 10 });
});

test('numbers have three digits', () => {
  expect([0.00132, 41.72, 1234567].map(showNumber)).toEqual(['0.00132', '41.7', '1,230,000']);
  expect(showSpread(spreadOf([1, 2, 3]))).toBe('2.00 (1.00–3.00)');
  expect(showRatio(spreadOf([9.54, 48.21, 120]))).toBe('48.2× (9.5–120)');
});
