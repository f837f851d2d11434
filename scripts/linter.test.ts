import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint();

async function complaints(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath });
  return result.messages.map((message) => message.ruleId ?? message.message);
}

test.each([
  ['src/lib/crps/x.ts', "import '#lib/mdn/network.ts';"],
  ['src/lib/data/x.ts', "import '../mdn/network.ts';"],
  ['src/lib/components/x.ts', "import '#lib/schedule/protocol.ts';"],
  ['src/lib/workers/x.ts', "import '#lib/lab/study.svelte.ts';"],
  ['src/lib/components/x.ts', "import '#lib/history/store.ts';"],
  ['src/lib/lab/x.ts', "import 'comlink';"],
  ['src/lib/engines/simd/x.ts', "import '@tensorflow/tfjs-core';"],
  ['src/lib/components/x.ts', "import 'chart.js';"],
  ['src/lib/experiment/x.ts', "import '$app/state';"],
  ['src/routes/x.ts', "import 'idb';"],
])('the linter refuses, in %s, %s', async (file, code) => {
  expect((await complaints(file, code)).join()).toContain('no-restricted-imports');
});

test.each([
  ['tests/x.e2e.ts', 'poll(look, { timeout: 5000 });'],
  ['src/lib/lab/x.test.ts', 'vi.waitFor(look);'],
  ['bench/x.test.ts', 'const begun = performance.now();'],
])('the linter refuses, in %s, a limit of a test’s own: %s', async (file, code) => {
  expect((await complaints(file, code)).join()).toContain('no-restricted-syntax');
});

test('the linter refuses a spelling of numbers outside of format/', async () => {
  const code = "export const a = (1e6).toLocaleString('en');";
  expect(await complaints('src/lib/runs/x.ts', code)).toEqual(['no-restricted-syntax']);
  expect(await complaints('src/lib/format/x.ts', code)).toEqual([]);
});

test.each([
  ['src/lib/mdn/x.ts', "import '#lib/data/table.ts';"],
  ['src/lib/workers/x.ts', "import 'comlink';"],
  ['src/lib/engines/tfjs/x.ts', "import '@tensorflow/tfjs-core';"],
  ['src/lib/components/charts/x.ts', "import 'chart.js';"],
  ['src/lib/lab/x.ts', "import '#lib/schedule/protocol.ts';"],
])('the linter allows, in %s, %s', async (file, code) => {
  expect(await complaints(file, code)).toEqual([]);
});
