import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';

// WebKit would evaluate the entry a second time, and two services would answer each call (vite.config.ts).
test('no chunk of the build imports a worker’s entry', async () => {
  const files = await readdir('build', { recursive: true });
  const scripts = files.filter((file) => file.endsWith('.js'));
  const entries = scripts.filter((file) => /\.worker-[\w-]+\.js$/.test(file));
  expect(entries.map((file) => basename(file).split('-')[0]).sort()).toEqual([
    'data.worker',
    'race.worker',
    'train.worker',
  ]);
  const importers: string[] = [];
  for (const file of scripts) {
    const code = await readFile(join('build', file), 'utf8');
    const imported = [...code.matchAll(/(?:from|import)\s*\(?\s*["'`]([^"'`]+)["'`]/g)];
    for (const [, path] of imported)
      if (entries.some((entry) => basename(entry) === basename(path)))
        importers.push(`${file} imports ${path}`);
  }
  expect(importers).toEqual([]);
});
