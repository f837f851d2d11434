import type { Predictions } from '#lib/experiment/result.ts';
import type { TestRows } from './test-rows.ts';

/** What the densities are drawn from, where the data is at hand. */
export interface TestForecasts {
  /** Null until the data is ready. */
  readonly rows: TestRows | null;
  /** For each variant, of one replicate; null before its first has finished. */
  readonly predictions: readonly (Predictions | null)[];
  /** Rows of the table, by number, in words. */
  describe(rows: readonly number[]): Promise<readonly string[]>;
}
