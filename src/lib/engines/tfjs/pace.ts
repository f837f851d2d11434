/**
 * Keeps a program from running ahead of its GPU. Launching is asynchronous: an epoch is queued in
 * milliseconds that takes the device seconds, and all the while an abort would change nothing and
 * progress would be a fiction.
 */
const MARK_MS = 8;

/**
 * @param mark resolves once all that has been launched so far is done
 * @returns to be awaited after each step: at most every few milliseconds it sets a mark and waits for
 * the one before, so that a fast device never idles and a slow one is a step or two behind
 */
export function pace(mark: () => Promise<void>): () => Promise<void> {
  let markedAt = -Infinity;
  let marked: Promise<void> = Promise.resolve();
  return async () => {
    const now = performance.now();
    if (now - markedAt < MARK_MS) return;
    const before = marked;
    markedAt = now;
    marked = mark();
    await before;
  };
}
