import type { KeyValueStore } from './study-storage.ts';

/** The page's storage, or null where the browser bars it. */
export function pageStore(): KeyValueStore | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
