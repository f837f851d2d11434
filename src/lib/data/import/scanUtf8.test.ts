import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanUtf8 } from './scanUtf8.ts';

const valid = (bytes: Uint8Array) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

test('the scan agrees with the platform on what is UTF-8', () => {
  const lead = fc.constantFrom(
    0x41,
    0x80,
    0xbf,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xed,
    0xef,
    0xf0,
    0xf4,
    0xf5,
  );
  const byte = fc.oneof(lead, fc.constantFrom(0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf), fc.nat(255));
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 8 }), (values) => {
      const bytes = Uint8Array.from(values);
      expect(scanUtf8(bytes).invalid === 0).toBe(valid(bytes));
    }),
    { numRuns: 5000 },
  );
});

test('any text is UTF-8 once encoded, and its wide characters are counted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const scan = scanUtf8(new TextEncoder().encode(text));
      const wide = Array.from(text).filter((letter) => letter.codePointAt(0)! > 0x7f).length;
      expect(scan).toEqual({ multibyte: wide, invalid: 0, firstInvalid: -1 });
    }),
  );
});

test('the first invalid byte is found', () => {
  expect(scanUtf8(Uint8Array.of(0x41, 0xc3, 0xa9, 0xc3, 0x41)).firstInvalid).toBe(3);
});
