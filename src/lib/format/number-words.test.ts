import { expect, test } from 'vitest';
import { bytesInWords } from './bytes-in-words.ts';
import { counted, countWords } from './counted.ts';
import { numberWords, roughWords, signedWords, valueWords, withUnit } from './number-words.ts';
import { percent } from './percent.ts';

test('numbers have fixed decimals, grouped thousands and a real minus', () => {
  expect(numberWords(12.4, 2)).toBe('12.40');
  expect(numberWords(53783, 0)).toBe('53,783');
  expect(numberWords(-0.314, 2)).toBe('−0.31');
});

test('at other scales they are in units of a power of ten', () => {
  expect(numberWords(4.2e-8, { power: -8, decimals: 2 })).toBe('4.20·10⁻⁸');
  expect(numberWords(-1.66e7, { power: 7, decimals: 2 })).toBe('−1.66·10⁷');
  expect(numberWords(3e-300, { power: -300, decimals: 1 })).toBe('3.0·10⁻³⁰⁰');
});

test('a number far beyond its neighbours is written in a power of its own', () => {
  expect(numberWords(1.234e300, { power: 0, decimals: 2 })).toBe('1.23·10³⁰⁰');
  expect(numberWords(123_456_789, { power: 0, decimals: 2 })).toBe('123,456,789.00');
});

test('what is rounded to zero has no sign, and a difference has one', () => {
  expect(numberWords(-0.001, 2)).toBe('0.00');
  expect(numberWords(-0, 0)).toBe('0');
  expect(signedWords(-0.001, 2)).toBe('0.00');
  expect(signedWords(0.31, 2)).toBe('+0.31');
  expect(signedWords(-0.31, 2)).toBe('−0.31');
});

test('what is not a number is a dash, and infinity its sign', () => {
  expect(numberWords(NaN, 2)).toBe('–');
  expect(numberWords(-Infinity, 2)).toBe('−∞');
  expect(signedWords(Infinity, 2)).toBe('+∞');
});

test.each([
  [20, '20'],
  [0, '0'],
  [12_345.5, '12,345.5'],
  [0.001, '0.001'],
  [1e-7, '1·10⁻⁷'],
  [4.25e-8, '4.25·10⁻⁸'],
  [1e300, '1·10³⁰⁰'],
  [-300, '−300'],
])('%d alone is %s', (value, words) => {
  expect(valueWords(value)).toBe(words);
});

test.each([
  [0, '0'],
  [0.123, '0.12'],
  [0.0041, '0.004'],
  [4.2e-6, '4·10⁻⁶'],
  [9.7e-7, '1·10⁻⁶'],
])('numbers that are %d apart are told to be %s', (value, words) => {
  expect(roughWords(value)).toBe(words);
});

test('a unit follows its number, and counts agree with their noun', () => {
  expect(withUnit('12.4', 'min')).toBe('12.4 min');
  expect(withUnit('12.4', '')).toBe('12.4');
  expect([counted(1, 'replicate'), counted(0, 'replicate'), countWords(53_783)]).toEqual([
    '1 replicate',
    '0 replicates',
    '53,783',
  ]);
});

test('a share is a percentage', () => {
  expect([0.125, 0.7, 0, 1 / 3].map((share) => percent(share))).toEqual([
    '12.5 %',
    '70 %',
    '0 %',
    '33.3 %',
  ]);
});

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [12_345, '12 kB'],
  [999_700, '1 MB'],
  [3_240_000, '3.2 MB'],
  [99_700_000, '100 MB'],
  [11e9, '11 GB'],
  [5e15, '5,000 TB'],
])('%d bytes are %s', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});
