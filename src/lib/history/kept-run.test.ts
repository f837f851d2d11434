import { expect, test } from 'vitest';
import { parseRecord } from './kept-run.ts';

test('a run that was kept with names that look the same, or hide something, opens', () => {
  const names = ['A', 'A ', 'A\u200b', '\u202eB'];
  const study = { title: '\u200b', variants: names.map((name) => ({ name })) };
  const parsed = parseRecord({ study, status: 'finished' });
  expect(parsed.ok && parsed.record.study.title).toBe('�');
  const read = parsed.ok ? parsed.record.study.variants.map(({ name }) => name) : parsed.why;
  expect(read).toEqual(['A', 'A 2', 'A�', '�B']);
});
