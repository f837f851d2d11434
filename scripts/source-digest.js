// The version of a build: a digest of its sources, so that building the same sources again is no new version.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['src', 'static', 'scripts'];
const FILES = ['package.json', 'package-lock.json', 'svelte.config.js', 'vite.config.ts'];

/** @returns {string} 16 hexadecimal digits */
export function sourceDigest() {
  const inFolders = SOURCES.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length)),
  );
  const digest = createHash('sha256');
  for (const file of [...inFolders, ...FILES].sort()) {
    digest.update(`${file.split(sep).join('/')}\0`).update(readFileSync(join(root, file)));
  }
  return digest.digest('hex').slice(0, 16);
}
