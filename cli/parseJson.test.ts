import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BadInput } from './BadInput.ts';
import { parseJson } from './parseJson.ts';

function fault(text: string): string {
  try {
    parseJson(text, 'study.json');
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  return 'no fault';
}

test('what is JSON is parsed, with or without a byte order mark', () => {
  fc.assert(
    fc.property(fc.json(), fc.boolean(), (text, mark) => {
      expect(parseJson(`${mark ? '\uFEFF' : ''}${text}`, 'x')).toEqual(JSON.parse(text));
    }),
  );
});

test('lists and objects nested too deep are refused in words, however deep; brackets in text are none', () => {
  const refused = /^study\.json is nested deeper than 100 levels: line 1, column 10[01]\.$/;
  for (const depth of [101, 5_000, 1_000_000]) {
    expect(fault('['.repeat(depth))).toMatch(refused);
    expect(fault('{"a":'.repeat(depth))).toMatch(/nested deeper than 100 levels/);
  }
  const levels = '['.repeat(100) + ']'.repeat(100);
  expect(parseJson(levels, 'x')).toEqual(JSON.parse(levels));
  expect(parseJson(JSON.stringify('['.repeat(200)), 'x')).toBe('['.repeat(200));
});

test.for([
  ['', 'study.json is empty; expected a study in JSON.'],
  ['{"a": 1', 'study.json is not JSON: line 1, column 8: the text ends too early.'],
  [
    '{\r\n  "a": 1,\r\n}',
    'study.json is not JSON: line 3, column 1: expected a name in double quotes, got "}".',
  ],
  ['{"a" 1}', 'study.json is not JSON: line 1, column 6: expected a colon, got "1".'],
  ['[1 2]', 'study.json is not JSON: line 1, column 4: expected a comma, got "2".'],
  ['{"a": nil}', 'study.json is not JSON: line 1, column 7: "nil" is not JSON.'],
  ['{"a": }', 'study.json is not JSON: line 1, column 7: expected a value, got "}".'],
  ['{} {}', 'study.json is not JSON: line 1, column 4: expected nothing more, got "{".'],
  ['{\n// why\n}', 'study.json is not JSON: line 2, column 1: JSON has no comments.'],
])('%j is refused with its place', ([text, message]) => {
  expect(fault(text)).toBe(message);
});

test('any text that is not JSON is refused in one line', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const said = fault(text);
      expect(said === 'no fault' || /^study\.json is (empty|not JSON)/.test(said)).toBe(true);
      expect(said).not.toContain('\n');
    }),
  );
});
