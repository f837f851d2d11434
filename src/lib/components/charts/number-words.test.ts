import { expect, test } from 'vitest';
import { counted, decimalsFor, numberWords, withUnit } from './number-words.ts';

test('numbers have fixed decimals, grouped thousands and a real minus', () => {
  expect(numberWords(12.4, 2)).toBe('12.40');
  expect(numberWords(53783, 0)).toBe('53,783');
  expect(numberWords(-0.314, 2)).toBe('−0.31');
  expect(numberWords(1.5e9, 2)).toBe('1.50e9');
});

test('what is not a number is a dash, and infinity its sign', () => {
  expect(numberWords(NaN, 2)).toBe('–');
  expect(numberWords(-Infinity, 2)).toBe('−∞');
});

test('decimals tell apart a hundredth of the span', () => {
  expect([1.5, 30, 0.4, 1000, 0].map(decimalsFor)).toEqual([2, 1, 3, 0, 2]);
});

test('a unit follows its number, and counts agree with their noun', () => {
  expect(withUnit('12.4', 'min')).toBe('12.4 min');
  expect(withUnit('12.4', '')).toBe('12.4');
  expect([counted(1, 'replicate'), counted(0, 'replicate')]).toEqual([
    '1 replicate',
    '0 replicates',
  ]);
});
