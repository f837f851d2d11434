import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { formulasOf } from './mathml.js';

const file = new URL('../src/lib/lecture/score/derivation.tex', import.meta.url);

test('every formula of the derivation is typeset, with no inline style', async () => {
  const formulas = Object.entries(formulasOf(await readFile(file, 'utf8')));
  expect(formulas.length).toBeGreaterThan(30);
  for (const [name, mathml] of formulas) {
    expect(mathml, name).toMatch(/^<math[ >].*<\/math>$/s);
    expect(mathml, name).not.toMatch(/ style=|temml-error|<merror/);
  }
});

test('displayed and inline formulas are told apart by their heading', () => {
  const { shown, told } = formulasOf('% shown\nx^2\n\n% told, inline\nx');
  expect(shown).toContain('display="block"');
  expect(told).not.toContain('display="block"');
});

test('a slip in a formula stops the build, saying which', () => {
  expect(() => formulasOf('% a\n\\frac{1')).toThrow();
  expect(() => formulasOf('x')).toThrow(/Expected “% name”/);
  expect(() => formulasOf('% a\nx\n% a\ny')).toThrow(/twice/);
});
