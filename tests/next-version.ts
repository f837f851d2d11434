import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { relist } from './relist.ts';

/**
 * The build as another version of it would be: other names for all that is named by its content, another version,
 * and a service worker that lists them.
 * @returns the folder that it was written to
 */
export async function nextVersion(build: string, folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await cp(build, folder, { recursive: true });
  await cp(join(folder, '_app/immutable'), join(folder, '_app/next/immutable'), {
    recursive: true,
  });
  await rm(join(folder, '_app/immutable'), { recursive: true });
  const worker = join(folder, 'service-worker.js');
  const { version } = JSON.parse(await readFile(join(folder, '_app/version.json'), 'utf8'));
  const renamed = (text: string) =>
    text.replaceAll('_app/immutable/', '_app/next/immutable/').replaceAll(version, 'next');
  await writeFile(worker, renamed(await readFile(worker, 'utf8')));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((found) => found.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if (path === worker) continue;
    const before = await readFile(path);
    const text = ['.js', '.html', '.json'].includes(extname(path));
    const after = text ? Buffer.from(renamed(before.toString())) : before;
    if (after.equals(before)) continue;
    await writeFile(`${path}.new`, after);
    await rename(`${path}.new`, path);
  }
  await relist(folder);
  return folder;
}
