import { SteadyRange, type Range } from './steady-range.ts';

/** Below this share of the axis the values are too small in it, and it is drawn in. */
const LEAST_FILLED = 0.5;

/** The range of an axis that follows values which may also draw together, in rare steps. */
export class FittingRange {
  #range: Range | null = null;

  reset(): void {
    this.#range = null;
  }

  /** The range for `lower … upper` (finite, lower ≤ upper): the last one where it still serves. */
  fit(lower: number, upper: number): Range {
    const before = this.#range;
    const serves =
      before !== null &&
      lower >= before.min &&
      upper <= before.max &&
      upper - lower >= LEAST_FILLED * (before.max - before.min);
    if (!serves) this.#range = new SteadyRange().include(lower, upper);
    return this.#range!;
  }
}
