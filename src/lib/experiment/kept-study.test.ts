import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKeptStudy } from './kept-study.ts';
import { nastyText } from './nasty-texts.samples.ts';
import { parseStudy } from './study-schema.ts';
import { studies } from './studies.arbitrary.ts';
import { freeName, LONGEST_NAME } from './variant-names.ts';

function names(...given: string[]): string[] | null {
  const parsed = parseKeptStudy({ variants: given.map((name) => ({ name })) });
  return parsed.ok ? parsed.study.variants.map(({ name }) => name) : null;
}

test('of variants that look the same the later get a number', () => {
  expect(names('A', 'A\u200b')).toEqual(['A', 'A�']);
  expect(names('A', 'Ａ', 'A ')).toEqual(['A', 'Ａ 2', 'A 3']);
  expect(names('A', 'A', 'A 2')).toEqual(['A', 'A 2', 'A 3']);
  expect(names('A', '')).toBeNull();
});

test('a study of today is read as it is', () => {
  fc.assert(
    fc.property(studies, (study) => {
      expect(parseKeptStudy(JSON.parse(JSON.stringify(study)))).toEqual({ ok: true, study });
    }),
  );
});

test('whatever names were kept, it opens, and is a study of today from then on', () => {
  const name = nastyText
    .map((text) => text.slice(0, LONGEST_NAME))
    .filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(nastyText, fc.array(name, { minLength: 1, maxLength: 16 }), (title, given) => {
      const variants = given.map((name) => ({ name }));
      const kept = parseKeptStudy({ title: title.slice(0, 200), variants });
      expect(kept.ok).toBe(true);
      if (kept.ok) expect(parseStudy(JSON.parse(JSON.stringify(kept.study)))).toEqual(kept);
    }),
  );
});

test('a free name is no longer than a name may be, and cuts no character in two', () => {
  const long = 'a' + '😀'.repeat(39) + 'b';
  expect(freeName(long, [{ name: long }])).toBe(`a${'😀'.repeat(38)} 2`);
  const full = 'a'.repeat(LONGEST_NAME);
  expect(freeName(full, [{ name: full }])).toBe(`${'a'.repeat(LONGEST_NAME - 2)} 2`);
});

test.each([null, [], 7, { variants: 7 }, { variants: [null, { name: 3 }] }])(
  'what is no study is refused: %j',
  (input) => {
    expect(parseKeptStudy(input).ok).toBe(false);
  },
);
