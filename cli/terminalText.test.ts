import fc from 'fast-check';
import { expect, test } from 'vitest';
import { terminalText } from './terminalText.ts';

test('escapes, ends of lines and turned text are shown', () => {
  expect(terminalText('\u001b]0;PWNED\u0007\u001b[31mred')).toBe('␛]0;PWNED␇␛[31mred');
  expect(terminalText('x\rOVERWRITTEN\nB\u007f')).toBe('x␍OVERWRITTEN␊B␡');
  expect(terminalText('a\u202eb\u009bc\u2028d')).toBe('a<U+202E>b<U+009B>c<U+2028>d');
});

test('nothing that a terminal obeys is left of any text, and plain text stays', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(terminalText(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
  expect(terminalText('10 densities − Größe, 1 σ 😀')).toBe('10 densities − Größe, 1 σ 😀');
});
