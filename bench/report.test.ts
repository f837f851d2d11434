import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { measureNames } from './measures/all.ts';
import { findingInMarkdown, putFigures } from './report.ts';

const document = 'Before.\n\n<!-- figures: loop -->\nold\n<!-- end: loop -->\n\nAfter.\n';

test('figures replace those between their markers and nothing else', () => {
  const written = putFigures(document, 'loop', 'new');
  expect(written).toBe(document.replace('\nold\n', '\n\nnew\n\n'));
  expect(putFigures(written, 'loop', 'new')).toBe(written);
  expect(() => putFigures(document, 'fit', 'new')).toThrow('no markers for “fit”');
});

test('the document has markers for every measurement', async () => {
  const text = await readFile(new URL('../docs/benchmarks.md', import.meta.url), 'utf8');
  for (const name of ['machine', ...measureNames])
    expect(() => putFigures(text, name, '')).not.toThrow();
});

test('a finding is a heading, a table and notes', () => {
  const finding = { title: 'T', header: ['a', 'b'], rows: [['1', '2']], notes: ['N'], targets: [] };
  expect(findingInMarkdown(finding)).toBe('### T\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n- N');
});
