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
  readonly shift: number;
}

/** Copies, because the dataset’s own arrays move to the worker. */
export function testRowsOf({ test, target }: Dataset): TestRows {
  const { truth } = test;
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
    shift: target.shift,
  };
}
