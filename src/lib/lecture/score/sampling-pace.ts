/** Pairs drawn in all. */
export const MOST_PAIRS = 100_000;
/** One by one, so that each can be seen. */
const SLOW_PAIRS = 24;
const SLOW_PER_SECOND = 8;
/** Then ever more, so that the interval, which narrows with √n, narrows at an even pace. */
const GROWTH_PER_SECOND = 0.8;

/** How many pairs are to be drawn after so many seconds of running: 24 in three, 100,000 in about thirteen. */
export function pairsAfter(seconds: number): number {
  const slow = SLOW_PAIRS / SLOW_PER_SECOND;
  if (seconds <= slow) return Math.floor(SLOW_PER_SECOND * Math.max(0, seconds));
  const grown = SLOW_PAIRS * Math.exp(GROWTH_PER_SECOND * (seconds - slow));
  return Math.min(MOST_PAIRS, Math.floor(grown));
}
