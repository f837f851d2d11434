/**
 * How a page learns that a worker is dead. A worker that is terminated or runs out of memory fires no
 * event, and a call to it never settles. But the locks it holds are released: it takes one for life,
 * and the page waits for that lock. Where the page has no locks (plain http from another host), only
 * errors that the worker throws are noticed.
 */

/** In the worker: resolves once the line is held, which is then until the worker ends. */
export function holdLifeline(name: string): Promise<void> {
  if (!navigator.locks) return Promise.resolve();
  return new Promise((resolve) => {
    const held = () => resolve();
    navigator.locks
      .request(name, () => {
        held();
        return new Promise<never>(() => undefined);
      })
      // Refused, as in a sandboxed frame: then there is no line.
      .catch(held);
  });
}

/** In the page, once the worker holds the line: resolves when the worker is dead. */
export async function lifelineBroken(name: string, signal: AbortSignal): Promise<void> {
  if (!navigator.locks) return new Promise(() => undefined);
  await navigator.locks.request(name, { signal }, () => undefined);
}
