import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outputPlace } from './outputPlace.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'crps-lab-')));
});
afterEach(() => rm(folder, { recursive: true }));

test('a new file lies where it was named, a link leads to its file', async () => {
  expect(await outputPlace(join(folder, 'new.json'), [])).toBe(join(folder, 'new.json'));
  await writeFile(join(folder, 'kept.json'), '');
  await symlink(join(folder, 'kept.json'), join(folder, 'link.json'));
  expect(await outputPlace(join(folder, 'link.json'), [])).toBe(join(folder, 'kept.json'));
});

test('an input is not replaced, under whatever name', async () => {
  const study = join(folder, 'study.json');
  await writeFile(study, '{}');
  await symlink(study, join(folder, 'link.json'));
  const asked = outputPlace(join(folder, 'link.json'), ['-', study]);
  await expect(asked).rejects.toThrow('is also an input');
});

test('folders and places that do not exist are refused', async () => {
  await mkdir(join(folder, 'inner'));
  await expect(outputPlace(join(folder, 'inner'), [])).rejects.toThrow('is a folder');
  await expect(outputPlace(join(folder, 'none', 'a'), [])).rejects.toThrow('it does not exist');
  await writeFile(join(folder, 'file'), '');
  await expect(outputPlace(join(folder, 'file', 'a'), [])).rejects.toThrow('--out: cannot write');
});

test.skipIf(process.platform === 'win32')('a device is not an ordinary file', async () => {
  await expect(outputPlace('/dev/null', [])).rejects.toThrow('not an ordinary file');
});
