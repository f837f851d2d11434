import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from './writeWhole.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crps-lab-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file is replaced by the new text', async () => {
  const path = join(folder, 'result.json');
  await writeFile(path, 'a much longer text than the new one');
  await writeWhole(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['result.json']);
});

test('a write that fails leaves no part behind', async () => {
  const path = join(folder, 'taken');
  await mkdir(join(path, 'by a folder'), { recursive: true });
  await expect(writeWhole(path, 'new')).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['taken']);
});
