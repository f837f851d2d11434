import { niceStep } from './nice-step.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Room left beside the outermost value when an end of the axis moves, as a share of the span. */
const ROOM = 0.15;
/** An axis around one lone value reaches this far to each side, relative to the value. */
const LONE = 0.02;
/** Values so close, relative to their size, are one value to the eye and to the arithmetic. */
const HAIR = 1e-9;

/**
 * The range of an axis that holds still: it contains all it was ever shown, ends on round numbers,
 * and where a value falls outside, grows with room to spare, so that it moves rarely.
 */
export class SteadyRange {
  #range: Range | null = null;

  /** The range now, or null before the first value. */
  get current(): Range | null {
    return this.#range;
  }

  /** Forgets everything: another study begins. */
  reset(): void {
    this.#range = null;
  }

  /** The range that holds `lower … upper` (finite, lower ≤ upper) and all before. */
  include(lower: number, upper: number): Range {
    const before = this.#range;
    if (before && lower >= before.min && upper <= before.max) return before;
    let low = Math.min(lower, before?.min ?? lower);
    let high = Math.max(upper, before?.max ?? upper);
    const size = Math.max(Math.abs(low), Math.abs(high));
    const lone = high - low <= HAIR * size;
    const pad = lone ? LONE * size || 1 : ROOM * (high - low);
    if (!before || low < before.min) low -= pad;
    if (!before || high > before.max) high += pad;
    // Scores are never negative: an axis of them does not show room below zero.
    if (lower >= 0 && low < 0) low = 0;
    const step = niceStep((high - low) / 20);
    const min = !before || low < before.min ? Math.floor(low / step) * step : before.min;
    const max = !before || high > before.max ? Math.ceil(high / step) * step : before.max;
    this.#range = { min, max };
    return this.#range;
  }
}
