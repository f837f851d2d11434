import type { Dataset } from '#lib/data/dataset.ts';
import type { Truth } from '#lib/data/table.ts';

/** What the page keeps of the test rows once the dataset has gone to the workers. */
export interface TestRows {
  readonly count: number;
  /** Row numbers in the table. */
  readonly rows: Int32Array;
  /** Less the shift, as the predictions are. */
  readonly targets: Float64Array;
  readonly truth: Truth | null;
  /** Mean expected CRPS of the truth; null where it is not known. */
  readonly oracle: number | null;
  readonly shift: number;
}

/** Copies, because the dataset’s own arrays move to the worker. */
export function testRowsOf({ test, target }: Dataset): TestRows {
  const { truth, oracle } = test;
  return {
    count: test.count,
    rows: test.rows.slice(),
    targets: test.targets.slice(),
    truth: truth
      ? {
          ...truth,
          weights: truth.weights.slice(),
          mus: truth.mus.slice(),
          sigmas: truth.sigmas.slice(),
        }
      : null,
    oracle: oracle && oracle.length > 0 ? meanOf(oracle) : null,
    shift: target.shift,
  };
}

/** Its own, because the statistics bring the t distribution, which the page needs only with results. */
function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
