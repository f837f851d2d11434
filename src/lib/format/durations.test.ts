import { describe, expect, it } from 'vitest';
import { durationInWords, estimateInWords, measuredInWords, rateInWords } from './durations.ts';

describe('times in words', () => {
  it.each([
    [0, '0.0 s'],
    [3210, '3.2 s'],
    [9960, '10 s'],
    [59_700, '1 min 00 s'],
    [65_000, '1 min 05 s'],
    [7_500_000, '2 h 05 min'],
  ])('%d ms took %s', (ms, words) => {
    expect(durationInWords(ms)).toBe(words);
  });

  it.each([
    [0.2, '1 ms'],
    [42.4, '42 ms'],
    [994, '990 ms'],
    [3210, '3.2 s'],
  ])('%d ms were measured as %s', (ms, words) => {
    expect(measuredInWords(ms)).toBe(words);
  });

  it.each([
    [300, 'about a second'],
    [4200, 'about 4 s'],
    [38_000, 'about 40 s'],
    [61_000, 'about a minute'],
    [170_000, 'about 3 min'],
    [3_600_000, 'about an hour'],
    [9_000_000, 'about 2.5 h'],
  ])('%d ms is guessed as %s', (ms, words) => {
    expect(estimateInWords(ms)).toBe(words);
  });

  it.each([
    [1e9, '1,000 M'],
    [1_904_321, '1.90 M'],
    [999_600, '1.00 M'],
    [52_349, '52,300'],
    [7, '7'],
  ])('%d rows a second are said as %s', (rate, words) => {
    expect(rateInWords(rate)).toBe(words);
  });
});
