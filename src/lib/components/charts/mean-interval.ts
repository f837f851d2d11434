import quantile from '@stdlib/stats-base-dists-t-quantile';
import type { MeanInterval } from './distribution-view.ts';

export function meanInterval(scores: Float64Array): MeanInterval | null {
  const n = scores.length;
  if (n === 0) return null;
  const mean = scores.reduce((s, v) => s + v, 0) / n;
  if (n < 2) return { mean, lower: NaN, upper: NaN };
  const sd = Math.sqrt(scores.reduce((s, v) => s + (v - mean) ** 2, 0) / (n - 1));
  const half = (quantile(0.975, n - 1) * sd) / Math.sqrt(n);
  return { mean, lower: mean - half, upper: mean + half };
}
