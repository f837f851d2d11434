import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseStudy } from './study-schema.ts';

const page = readFileSync(new URL('../../../docs/study-file.md', import.meta.url), 'utf8');

test('the example in docs/study-file.md is a study', () => {
  const example = /```json\n([^]*?)```/.exec(page)?.[1] ?? '';
  expect(parseStudy(JSON.parse(example))).toMatchObject({
    ok: true,
    study: { title: 'Does dropout help?', replicates: 64 },
  });
});

test('docs/study-file.md names every field', () => {
  const parsed = parseStudy({});
  const { data, base, ...study } = parsed.ok ? parsed.study : { data: null, base: null };
  const fields = [study, data, data?.target, data?.split, base].flatMap((part) =>
    Object.keys(part ?? {}),
  );
  expect(fields.length).toBeGreaterThan(25);
  expect(fields.filter((field) => !new RegExp(`[\`.]${field}\``).test(page))).toEqual([
    'target',
    'split',
  ]);
});
