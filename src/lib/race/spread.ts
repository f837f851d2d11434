/** A median with its smallest and largest value. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @param values at least one */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return {
    median: (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2,
    least: sorted[0],
    most: sorted[sorted.length - 1],
  };
}

/** How many times longer `slow` took than `fast`, round by round: runs close in time share the same background load. */
export function ratioOf(slow: readonly number[], fast: readonly number[]): Spread {
  return spreadOf(slow.map((ms, round) => ms / fast[round]));
}
