/** Which test rows the density plots show: four at a time, in an order of their own that repeats. */
import type { DensityRow } from '#lib/components/charts/density-view.ts';
import type { Predictions } from '#lib/experiment/result.ts';
import { shuffle } from '#lib/random/shuffle.ts';
import { stream } from '#lib/random/stream.ts';
import type { TestRows } from './test-rows.ts';

export const SHOWN_ROWS = 4;

/** @returns positions among the test rows: the `turn`-th four of a seeded order, beginning again at its end */
export function rowsOfTurn(count: number, seed: number, turn: number): number[] {
  const order = shuffle(
    Int32Array.from({ length: count }, (_, i) => i),
    stream(seed, 0, 'shown rows'),
  );
  const shown = Math.min(SHOWN_ROWS, count);
  return Array.from({ length: shown }, (_, i) => order[(turn * shown + i) % count] ?? 0);
}

/**
 * One test row with each variant's forecast of it.
 * @param moved for each variant, whether its mus are of the target less its shift, as a normal's are
 */
export function densityRow(
  position: number,
  label: string,
  test: TestRows,
  predictions: readonly (Predictions | null)[],
  moved: readonly boolean[],
): DensityRow {
  return {
    label,
    outcome: (test.targets[position] ?? NaN) + test.shift,
    forecasts: predictions.map((held, variant) => {
      if (!held || held.crps.length !== test.count) return null;
      const from = position * held.components;
      const to = from + held.components;
      return {
        weights: held.weights.subarray(from, to),
        // The plot shifts log-normals itself; a normal's means are moved here.
        mus: held.mus
          .subarray(from, to)
          .map((mu) => mu + held.origin + (moved[variant] ? test.shift : 0)),
        sigmas: held.sigmas.subarray(from, to),
        crps: held.crps[position] ?? NaN,
      };
    }),
  };
}
