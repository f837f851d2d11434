import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumber } from './parseNumber.ts';

test('what JavaScript writes is read back', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseNumber(String(value), 'point')).toBe(value === 0 ? 0 : value);
      expect(parseNumber(String(value).replace('.', ','), 'comma')).toBe(value === 0 ? 0 : value);
    }),
  );
});

test('thousands separators and decimals are read in both styles', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.nat(99), (whole, hundredths) => {
      const digits = hundredths.toString().padStart(2, '0');
      const value = Number(`${whole}.${digits}`);
      const english = `${whole.toLocaleString('en')}.${digits}`;
      const german = `${whole.toLocaleString('de')},${digits}`;
      expect(parseNumber(english, 'point')).toBe(value);
      expect(parseNumber(german, 'comma')).toBe(value);
    }),
  );
});

for (const cell of [
  '',
  ' ',
  '.',
  '-',
  '1.2.3',
  '1,23,456',
  '0x10',
  '1e',
  'e5',
  '12 min',
  '$',
  '5%%',
  'Infinity',
  '1e999',
  '١٢',
]) {
  test(`“${cell}” is no number`, () => {
    expect(parseNumber(cell, 'point')).toBeNaN();
    expect(parseNumber(cell, 'comma')).toBeNaN();
  });
}

test('a cell of a million digits and a letter is no number', () => {
  expect(parseNumber(`${'1'.repeat(1_000_000)}x`, 'point')).toBeNaN();
});
