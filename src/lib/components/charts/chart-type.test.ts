import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitText, wrapText } from './chart-type.ts';

/** A typeface in which every letter is ten pixels wide. */
const context = {
  measureText: (text: string) => ({ width: 10 * Array.from(text).length }) as TextMetrics,
};

test('a text that fits is left as it is', () => {
  expect(fitText(context, '10 densities', 120)).toBe('10 densities');
});

test('a text that does not fit ends in an ellipsis and then fits', () => {
  expect(fitText(context, '10 densities', 60)).toBe('10 de…');
  expect(fitText(context, 'one two', 50)).toBe('one…');
});

test('a text is broken at spaces, and a word too long has a line of its own', () => {
  expect(wrapText(context, 'the lowest mean is unbelievably low', 110)).toEqual([
    'the lowest',
    'mean is',
    'unbelievably',
    'low',
  ]);
});

test('wrapping keeps every word in its order', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 20 });
  fc.assert(
    fc.property(words, fc.integer({ min: 0, max: 300 }), (list, width) => {
      expect(wrapText(context, list.join(' '), width).join(' ')).toBe(list.join(' '));
    }),
  );
});
