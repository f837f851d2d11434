/**
 * The sample quantile of that level, linear between order statistics (type 7 of Hyndman & Fan 1996, the
 * default of R and numpy). Does not change `values`; NaN for none.
 */
export function sampleQuantile(values: ArrayLike<number>, level: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return NaN;
  const place = level * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

export function median(values: ArrayLike<number>): number {
  return sampleQuantile(values, 0.5);
}
