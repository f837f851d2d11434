import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { relist } from '../relist.ts';
import type { Tab } from './tab.ts';

const KEPT = 'watched';
const SCRIPT = 'watch.js';

/** Runs first in each page of the watched build; WebDriver has no ear for what a page complains of. */
const watch = `
  let leaving = false;
  addEventListener('beforeunload', () => (leaving = true));
  const keep = (text) => {
    // What a page was still loading when it was left is no fault of it.
    if (leaving) return;
    const kept = JSON.parse(sessionStorage.getItem('${KEPT}') ?? '[]');
    sessionStorage.setItem('${KEPT}', JSON.stringify([...kept, location.pathname + ': ' + text]));
  };
  addEventListener('error', ({ message, target }) => {
    // Firefox says so of preloads that it answers from its cache; a module that is missing rejects its import.
    if (target.rel !== 'modulepreload') keep(message || (target.src ?? target.href) + ' was not loaded');
  }, true);
  addEventListener('unhandledrejection', ({ reason }) => keep(reason?.stack ?? reason));
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => keep(violatedDirective + ' bars ' + blockedURI));
  const { error } = console;
  console.error = (...args) => (keep(args.join(' ')), error(...args));
`;

/**
 * The build with one script more, which keeps what goes wrong in a page for as long as its tab is open.
 * @returns the folder that it was written to
 */
export async function watchedBuild(build: string, folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await cp(build, folder, { recursive: true });
  await writeFile(join(folder, SCRIPT), watch);
  const files = await readdir(folder, { recursive: true });
  for (const page of files.filter((file) => file.endsWith('.html'))) {
    const path = join(folder, page);
    const script = relative(dirname(path), join(folder, SCRIPT));
    const html = await readFile(path, 'utf8');
    await writeFile(path, html.replace('<head>', `<head><script src="${script}"></script>`));
  }
  await relist(folder);
  return folder;
}

/** What went wrong in this tab so far. */
export function complaints(tab: Tab): Promise<string[]> {
  return tab.run((kept) => JSON.parse(sessionStorage.getItem(kept) ?? '[]') as string[], KEPT);
}
