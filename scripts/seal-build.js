// Finishes the static build: no page keeps an inline script, the page for what is not there works in
// every folder, and the service worker learns every file by its digest.
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { contentPolicyHeader } from '../src/content-policy.js';

const INLINE = /<script>([^]*?)<\/script>/g;
const WORKER = 'service-worker.js';

/** @param {string | Buffer} content */
function sha256(content) {
  return createHash('sha256').update(content).digest('base64');
}

/** @param {string} folder @returns {string[]} paths of its files, at any depth, in order */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Moves the inline scripts of a page into files beside it, where their relative imports mean the same, and takes
 * their digests out of its policy, which then allows no inline script at all.
 * @param {string} page its path
 */
function moveScriptsOut(page) {
  const html = readFileSync(page, 'utf8');
  /** @type {string[]} */
  const digests = [];
  const moved = html.replaceAll(INLINE, (_, /** @type {string} */ script) => {
    const digest = sha256(script);
    digests.push(digest);
    const name = `start-${digest.replaceAll(/\W/g, '').slice(0, 8)}.js`;
    writeFileSync(join(dirname(page), name), script);
    return `<script src="./${name}"></script>`;
  });
  const strict = digests.reduce((text, digest) => text.replace(` 'sha256-${digest}'`, ''), moved);
  const policy = /http-equiv="content-security-policy" content="[^"]*script-src ([^;"]*)/.exec(
    strict,
  );
  if (!policy || policy[1].includes('sha256') || /<script(?![^>]* src=)/.test(strict)) {
    throw new Error(
      `${page} must have a policy and no inline script. Has SvelteKit changed how it writes them?`,
    );
  }
  writeFileSync(page, strict);
}

/**
 * A host shows 404.html for addresses in any folder, from where its relative ones must hold.
 * @param {string} folder of the build
 */
function finishNoSuchPage(folder) {
  const page = join(folder, '404.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('%policy%', contentPolicyHeader));
  const folders = filesIn(folder).filter((path) => basename(path) === 'index.html');
  for (const name of ['no-such-page.js', 'no-such-page.css'])
    for (const beside of folders.map((path) => join(dirname(path), name)))
      if (dirname(beside) !== folder) copyFileSync(join(folder, name), beside);
}

/** @param {string} folder of the build */
function listFilesInWorker(folder) {
  const worker = join(folder, WORKER);
  const list = filesIn(folder)
    .filter((path) => path !== worker)
    .flatMap((path) => {
      const from = relative(folder, path).split(sep).join('/');
      const asked = basename(path) === 'index.html' ? from.slice(0, -'index.html'.length) : from;
      return [asked || '.', `sha256-${sha256(readFileSync(path))}`];
    });
  const code = readFileSync(worker, 'utf8');
  if (!code.includes('@files@')) throw new Error(`${worker} has no place for the list of files.`);
  writeFileSync(worker, code.replace('@files@', list.join(' ')));
}

/**
 * @param {import('@sveltejs/kit').Adapter} adapter that writes static files
 * @param {string} folder where it writes them
 * @returns {import('@sveltejs/kit').Adapter}
 */
export function sealed(adapter, folder = 'build') {
  return {
    ...adapter,
    async adapt(builder) {
      await adapter.adapt(builder);
      finishNoSuchPage(folder);
      for (const path of filesIn(folder)) if (path.endsWith('.html')) moveScriptsOut(path);
      listFilesInWorker(folder);
    },
  };
}
