import { expect, test } from 'vitest';
import { stream } from '#lib/random/stream.ts';
import { violinOutline } from './violin-outline.ts';

function normalSample(n: number): Float64Array {
  const random = stream(3, 0, 'violin');
  return Float64Array.from({ length: n }, () => 5 + 2 * random.normal()).sort();
}

test('the outline of a normal sample has the normal’s peak and holds almost all of its mass', () => {
  const violin = violinOutline(normalSample(5000))!;
  const step = violin.coords[1].v - violin.coords[0].v;
  const mass = violin.coords.reduce((sum, { estimate }) => sum + estimate * step, 0);
  expect(mass).toBeGreaterThan(0.98);
  expect(mass).toBeLessThan(1.01);
  // 1 / (2 √(2π)) = 0.1995, a few percent lower by the smoothing.
  expect(violin.maxEstimate).toBeGreaterThan(0.18);
  expect(violin.maxEstimate).toBeLessThan(0.21);
  expect(violin.median).toBeCloseTo(5, 0);
});

test('the outline ends where the data end', () => {
  const sample = normalSample(300);
  const { coords } = violinOutline(sample)!;
  expect(coords[0].v).toBe(sample[0]);
  expect(coords.at(-1)!.v).toBeCloseTo(sample[299], 9);
});

test('binning agrees with the kernel sum it stands for', () => {
  const sample = normalSample(400);
  const violin = violinOutline(sample)!;
  const n = sample.length;
  const mean = sample.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(sample.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const iqr =
    sample[299] * 0.75 + sample[300] * 0.25 - 0 - (sample[99] * 0.25 + sample[100] * 0.75);
  const bandwidth = 0.9 * Math.min(sd, iqr / 1.349) * n ** -0.2;
  const exact = ({ v }: { v: number }) =>
    sample.reduce((sum, x) => sum + Math.exp(-0.5 * ((v - x) / bandwidth) ** 2), 0) /
    (n * bandwidth * Math.sqrt(2 * Math.PI));
  for (const coord of violin.coords.filter((_, i) => i % 20 === 0)) {
    expect(Math.abs(coord.estimate - exact(coord))).toBeLessThan(0.02 * violin.maxEstimate);
  }
});

test('without spread there is no violin', () => {
  expect(violinOutline(Float64Array.of(1, 1, 1))).toBeNull();
  expect(violinOutline(Float64Array.of(1))).toBeNull();
});
