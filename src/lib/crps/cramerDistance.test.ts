import { expect, test } from 'vitest';
import { cramerDistance, excessCrps, mixtureDistribution } from './index.ts';

test('between log-normals Cramér’s distance is the closed form of the excess', () => {
  const f = { weights: [1], mus: [4.3], sigmas: [0.6] };
  const g = { weights: [0.8, 0.2], mus: [4.1, 5.2], sigmas: [0.3, 0.02] };
  const rows = ({ weights, mus, sigmas }: typeof f) => ({
    components: weights.length,
    weights: Float64Array.from(weights),
    mus: Float64Array.from(mus),
    sigmas: Float64Array.from(sigmas),
  });
  const { value, converged } = cramerDistance(
    mixtureDistribution('lognormal', f.weights, f.mus, f.sigmas),
    mixtureDistribution('lognormal', g.weights, g.mus, g.sigmas),
    1e-8,
  );
  expect(converged).toBe(true);
  expect(Math.abs(value - excessCrps(rows(f), rows(g))[0])).toBeLessThan(1e-7);
});

test('two distributions far apart are as far apart as their places, and none from itself', () => {
  const at = (mu: number) => mixtureDistribution('normal', [1], [mu], [0.001]);
  expect(cramerDistance(at(0), at(1000), 1e-6).value).toBeCloseTo(1000, 2);
  expect(cramerDistance(at(3), at(3), 1e-6).value).toBe(0);
});

test('a narrow component far from both medians is not stepped over', () => {
  const f = mixtureDistribution('normal', [0.7, 0.3], [0, 5000], [300, 0.01]);
  const g = mixtureDistribution('normal', [0.7, 0.3], [0, 5003], [300, 0.01]);
  // They differ by 0.3 on the three units between their narrow components.
  expect(cramerDistance(f, g, 1e-6).value).toBeCloseTo(0.27, 2);
});
