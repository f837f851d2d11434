import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readIntegers, writeIntegers } from './vlq.ts';

const integer = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.integer({ min: -(2 ** 51), max: 2 ** 51 }).map((value) => value + 0),
);

test('what is written is read back', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(integer, fc.constant(null))), (values) => {
      expect(readIntegers(writeIntegers(values))).toEqual(values);
    }),
  );
});

test('it is the VLQ of source maps, with a hyphen for none', () => {
  expect(writeIntegers([0, 1, -1, 15, 16, null, 1000])).toBe('ACDegB-w+B');
});

test('any text is read as numbers or refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const values = readIntegers(text);
      for (const value of values ?? [])
        expect(value === null || Number.isSafeInteger(value)).toBe(true);
    }),
  );
  expect(readIntegers('g')).toBeNull();
  expect(readIntegers('A=')).toBeNull();
  expect(readIntegers('g-B')).toBeNull();
  expect(readIntegers('//////////////B')).toBeNull();
});
