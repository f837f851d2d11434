import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Brings the digests in a changed build's service worker up to date (scripts/seal-build.js writes them). */
export async function relist(folder: string): Promise<void> {
  const worker = join(folder, 'service-worker.js');
  const code = await readFile(worker, 'utf8');
  const entries = [...code.matchAll(/([\w./-]+) (sha256-[\w+/=]+)/g)];
  let changed = code;
  for (const [entry, path = '', digest = ''] of entries) {
    const isPage = path === '.' || path.endsWith('/');
    const file = join(folder, path, isPage ? 'index.html' : '');
    const now = createHash('sha256')
      .update(await readFile(file))
      .digest('base64');
    changed = changed.replace(entry, `${path} ${digest.slice(0, 7)}${now}`);
  }
  await writeFile(worker, changed);
}
