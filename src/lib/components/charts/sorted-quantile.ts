/** Quantile of ascending values, linear between order statistics (type 7, as R and numpy). NaN of none. */
export function sortedQuantile(ascending: ArrayLike<number>, level: number): number {
  const position = (ascending.length - 1) * level;
  const below = Math.floor(position);
  const low = ascending[below] ?? NaN;
  const high = ascending[Math.min(below + 1, ascending.length - 1)] ?? NaN;
  return low === high ? low : low + (high - low) * (position - below);
}
