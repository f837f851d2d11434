import { getContext, setContext } from 'svelte';

const KEY = Symbol('score page');

/** The layout says where the page is that explains the score: only routes know addresses. */
export function setScorePage(href: string): void {
  setContext(KEY, href);
}

/** Its address; undefined where a component stands alone. */
export function getScorePage(): string | undefined {
  return getContext<string | undefined>(KEY);
}
