import { expect, test } from 'vitest';
import { hashOf } from './hash-of.ts';

test('a link is found in whatever was pasted', () => {
  expect(hashOf('https://example.org/lab/result/#1:abc.def')).toBe('#1:abc.def');
  expect(hashOf('Look: https://example.org/result#1:abc.def – what do you think?')).toBe(
    '#1:abc.def',
  );
  expect(hashOf(' 1:abc.def\n')).toBe('#1:abc.def');
  expect(hashOf('#2:abc')).toBe('#2:abc');
});

test('other text has none', () => {
  for (const text of [
    '',
    'https://example.org/',
    'https://example.org/#content',
    'at 12:30 it was',
  ]) {
    expect(hashOf(text)).toBeNull();
  }
});
