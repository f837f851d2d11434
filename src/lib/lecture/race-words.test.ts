import { expect, test } from 'vitest';
import { rangeWords, timeRangeWords } from './race-words.ts';

const spread = (least: number, most: number) => ({ median: least, least, most });

test.each([
  [131, 160, '131–160 ms'],
  [0.096, 0.104, '96–104 µs'],
  [0.0032, 0.0034, '3.2–3.4 µs'],
  [0.096, 5.2, '96 µs–5.20 ms'],
  [800, 1200, '800 ms–1.2 s'],
  [59_000, 65_000, '59 s–1 min 05 s'],
  [61_000, 65_000, '1 min 01 s–1 min 05 s'],
  [7, 7.001, ''],
])('times from %d to %d ms are told as “%s”', (least, most, words) => {
  expect(timeRangeWords(spread(least, most))).toBe(words);
});

test('a range that says no more than the figure is left out', () => {
  expect(rangeWords(spread(44, 53))).toBe('44–53');
  expect(rangeWords(spread(44.1, 44.2))).toBe('');
});
