import fc from 'fast-check';
import { expect, test } from 'vitest';
import { soundHash } from './sound-hash.ts';

test('what can be decoded stays, and what cannot is escaped', () => {
  expect(soundHash('#compare=3%2C5')).toBe('#compare=3%2C5');
  expect(soundHash('#1:%E0%A4%A')).toBe('#1:%25E0%25A4%25A');
  expect(soundHash('')).toBe('');
});

test('every hash can be decoded in the end', () => {
  const hash = fc.string({ unit: fc.constantFrom(...'%#aAeE04=,é') });
  fc.assert(fc.property(hash, (text) => void decodeURIComponent(soundHash(text))));
});
