const waiting: (() => void)[] = [];

function next(): void {
  const work = waiting.shift();
  if (waiting.length > 0) requestAnimationFrame(next);
  work?.();
}

/** Runs each piece of work in a frame of its own, in order: a page of charts begins without one long task. */
export function oneAFrame(work: () => void): void {
  waiting.push(work);
  if (waiting.length === 1) requestAnimationFrame(next);
}
