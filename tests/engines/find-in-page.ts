import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as TestingLibrary from '@testing-library/dom';
import type { Target } from './tab.ts';

const { resolve } = createRequire(import.meta.url);

/** Testing Library, which finds elements by role and accessible name; run as a script, it is a global of the page. */
export const testingLibrary = await readFile(
  resolve('@testing-library/dom/dist/@testing-library/dom.umd.min.js'),
  'utf8',
);

/** A target as it crosses into a page. */
export function spelled({ role, name }: Target): readonly [string, string, string | null] {
  return typeof name === 'string' ? [role, name, null] : [role, name.source, name.flags];
}

/** Runs in the page. @returns the first that is shown and can be used, or null */
export function findInPage(role: string, name: string, flags: string | null): Element | null {
  const { TestingLibraryDom } = globalThis as unknown as {
    TestingLibraryDom: typeof TestingLibrary;
  };
  const wanted = flags === null ? name : new RegExp(name, flags);
  // What is hidden is sorted out below: Testing Library takes seconds over it on a large page.
  const options = { name: wanted, hidden: true };
  const found = TestingLibraryDom.queryAllByRole(document.body, role, options);
  const isReady = (element: Element) =>
    element.getClientRects().length > 0 &&
    !element.matches(':disabled, [aria-disabled=true], [inert] *');
  return found.find(isReady) ?? null;
}
