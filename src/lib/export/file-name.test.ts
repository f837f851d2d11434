import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileName } from './file-name.ts';

test.for([
  ['One density or ten?', 'one-density-or-ten-result.json'],
  ['  ../../etc/passwd ', 'etc-passwd-result.json'],
  ['CON', 'con-result.json'],
  ['', 'study-result.json'],
  ['？！', 'study-result.json'],
  ['Dauer der Operation (Größe)', 'dauer-der-operation-größe-result.json'],
  ['手術時間', '手術時間-result.json'],
])('%j becomes %s', ([title, name]) => {
  expect(fileName(title, 'result', 'json')).toBe(name);
});

test('any title gives a name that every system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      const name = fileName(title, 'test-rows', 'csv');
      expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\s]/u);
      expect(name).toMatch(/^[^.-].*-test-rows\.csv$/u);
      expect(new TextEncoder().encode(name).length).toBeLessThan(200);
    }),
  );
});
