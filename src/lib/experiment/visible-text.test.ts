import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nastyText } from './nasty-texts.samples.ts';
import { lookOf, visibleText, withoutHidden } from './visible-text.ts';

test('what is hidden, or turns text, is shown; ends of lines are spaces', () => {
  expect(visibleText('A\u200b')).toBe('A�');
  expect(visibleText('a\u202eb\u00adc\ufeff\u2800\u3164')).toBe('a�b�c���');
  expect(visibleText('\u001b[2JA\r\n\tB\u2028C\u0085D')).toBe('�[2JA   B C D');
  expect(visibleText('\ud800 half')).toBe('� half');
});

test('letters of any script, joiners within words and emoji stay', () => {
  for (const text of [
    'Größe, 10 % σ\u00a0½',
    'می\u200cخواهم',
    '日本\u{e0100}語',
    'עברית',
    '👩\u200d🔬 ❤\ufe0f 1\ufe0f\u20e3',
  ])
    expect(visibleText(text)).toBe(text);
  expect(visibleText('A\u200d')).toBe('A�');
});

test('made visible once, a text stays as it is; what is typed loses the same', () => {
  fc.assert(
    fc.property(nastyText, (text) => {
      const shown = visibleText(text);
      expect(visibleText(shown)).toBe(shown);
      expect(shown.length).toBeLessThanOrEqual(text.length);
      expect(shown).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2066-\u2069\ufeff]/u);
      expect(withoutHidden(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u200b\u202a-\u202e]/u);
    }),
  );
});

test('what looks the same is the same, and numbers keep their form', () => {
  for (const text of ['A\u200b', ' A ', 'Ａ', 'A\u00ad']) expect(lookOf(text)).toBe('A');
  expect(lookOf('1  \u00a0density')).toBe('1 density');
  expect(lookOf('10 µm')).toBe(lookOf('10 μm'));
  expect(lookOf('e\u0301')).toBe(lookOf('é'));
  expect(lookOf('x²')).not.toBe(lookOf('x2'));
  expect(lookOf('a')).not.toBe(lookOf('A'));
});
