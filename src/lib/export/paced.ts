/** Work goes on this long before the page may draw and listen; two tasks of it are far from 50 ms. */
const SLICE_MS = 12;

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/**
 * Takes piece after piece, in slices that leave the page alive however many there are. A single piece
 * must be quick to make and to take.
 * @throws the signal's reason once it is aborted
 */
export async function paced<T>(
  pieces: Iterable<T>,
  take: (piece: T) => void,
  signal: AbortSignal,
): Promise<void> {
  let since = performance.now();
  for (const piece of pieces) {
    take(piece);
    if (performance.now() - since < SLICE_MS) continue;
    await nextTask();
    signal.throwIfAborted();
    since = performance.now();
  }
}
