import { sortedQuantile } from '#lib/experiment/quantiles.ts';

export interface Violin {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly coords: { v: number; estimate: number }[];
  readonly maxEstimate: number;
}

const BINS = 120;

/**
 * Outline of a violin: a Gaussian kernel density over [min, max] of the data, with Silverman's
 * bandwidth (Silverman 1986, eq. 3.31), on binned values so that its cost does not grow with n.
 *
 * @param ascending finite values in ascending order, at least two different
 * @returns null where there is no spread to draw
 */
export function violinOutline(ascending: Float64Array): Violin | null {
  const n = ascending.length;
  const min = ascending[0];
  const max = ascending[n - 1];
  if (n < 2 || !(max > min)) return null;
  const mean = ascending.reduce((sum, value) => sum + value, 0) / n;
  const variance = ascending.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const iqr = sortedQuantile(ascending, 0.75) - sortedQuantile(ascending, 0.25);
  const spread = Math.min(Math.sqrt(variance), iqr > 0 ? iqr / 1.349 : Infinity);
  const width = (max - min) / BINS;
  const bandwidth = Math.max(0.9 * spread * n ** -0.2, width / 2);

  const counts = new Float64Array(BINS + 1);
  for (const value of ascending) {
    const place = (value - min) / width;
    const below = Math.min(BINS - 1, Math.floor(place));
    counts[below] += 1 - (place - below);
    counts[below + 1] += place - below;
  }
  const kernel = Float64Array.from(
    { length: BINS + 1 },
    (_, k) =>
      Math.exp(-0.5 * ((k * width) / bandwidth) ** 2) / (bandwidth * Math.sqrt(2 * Math.PI)),
  );
  const coords = Array.from(counts, (_, i) => {
    let sum = 0;
    for (let j = 0; j <= BINS; j++) sum += counts[j] * kernel[Math.abs(i - j)];
    return { v: min + i * width, estimate: sum / n };
  });
  const maxEstimate = Math.max(...coords.map(({ estimate }) => estimate));
  return { median: sortedQuantile(ascending, 0.5), min, max, coords, maxEstimate };
}
