import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { FORMULAS } from '#lib/experiment/nasty-texts.samples.ts';
import { csvLine } from './csv.ts';

const read = (csv: string) => Papa.parse<string[]>(csv, { newline: '\r\n' }).data[0];

test('any text and number that is written is read back', () => {
  const text = fc
    .string({ unit: 'grapheme' })
    .filter((value) => !/^[=+\-@\t\r\n＝＋－＠]/.test(value));
  const cell = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), (cells) => {
      expect(read(csvLine(cells))).toEqual(cells.map(String));
    }),
  );
});

test.for(FORMULAS)('%j is text and no formula', (text) => {
  expect(read(csvLine(['a', text]))).toEqual(['a', `'${text}`]);
});

test('a negative number stays a number, and what is missing or not finite is empty', () => {
  expect(csvLine([-0.5, null, undefined, NaN, Infinity, 1e-7, 'é'])).toBe('-0.5,,,,,1e-7,é\r\n');
});
