/** `sampleQuantile` of values in ascending order already: no copy, no sorting. NaN for none. */
export function sortedQuantile(ascending: ArrayLike<number>, level: number): number {
  if (ascending.length === 0) return NaN;
  const place = level * (ascending.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
}

/**
 * The sample quantile of that level, linear between order statistics (type 7 of Hyndman & Fan 1996, the
 * default of R and numpy). Does not change `values`; NaN for none.
 */
export function sampleQuantile(values: ArrayLike<number>, level: number): number {
  return sortedQuantile(Float64Array.from(values).sort(), level);
}

export function median(values: ArrayLike<number>): number {
  return sampleQuantile(values, 0.5);
}
