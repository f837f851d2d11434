/**
 * The median and the 80 % band of learning curves over replicates, epoch by epoch, kept up to date as
 * curves grow: only epochs that have new values are worked out again.
 */
import { sortedQuantile } from '#lib/experiment/quantiles.ts';

export type Metric = 'validationCrps' | 'trainingLoss';

export interface ReplicateCurve {
  readonly replicate: number;
  /** One value an epoch; the arrays may grow in place while a replicate trains. */
  readonly curve: Readonly<Record<Metric, readonly number[]>>;
}

/** Quantiles over replicates by epoch; index 0 is epoch 1. NaN where no replicate has a value. */
export interface Band {
  readonly lower: readonly number[];
  readonly median: readonly number[];
  readonly upper: readonly number[];
  /** Replicates with a value at the epoch. */
  readonly count: readonly number[];
}

const LOWER = 0.1;
const UPPER = 0.9;

interface Seen {
  values: readonly number[];
  length: number;
}

export class CurveBand implements Band {
  readonly lower: number[] = [];
  readonly median: number[] = [];
  readonly upper: number[] = [];
  readonly count: number[] = [];
  readonly #seen = new Map<number, Seen>();
  #reach = 0;

  constructor(readonly metric: Metric) {}

  /**
   * Epochs that at least half of the replicates had reached at some time: where the median is that of
   * most, not of the fastest few. It never goes back.
   */
  get reach(): number {
    return this.#reach;
  }

  /** Takes in what has come since the last call. A replicate that begins again or is gone counts anew. */
  update(curves: readonly ReplicateCurve[]): void {
    let from = Infinity;
    let to = 0;
    const touch = (first: number, end: number) => {
      from = Math.min(from, first);
      to = Math.max(to, end);
    };
    const present = new Set<number>();
    for (const { replicate, curve } of curves) {
      const values = curve[this.metric];
      const before = this.#seen.get(replicate);
      present.add(replicate);
      if (!before || values.length < before.length)
        touch(0, Math.max(before?.length ?? 0, values.length));
      else if (values.length > before.length) touch(before.length, values.length);
      this.#seen.set(replicate, { values, length: values.length });
    }
    for (const [replicate, { length }] of this.#seen) {
      if (present.has(replicate)) continue;
      this.#seen.delete(replicate);
      touch(0, length);
    }
    for (let epoch = from; epoch < to; epoch++) this.#summarise(epoch);
    this.#updateReach();
  }

  #summarise(epoch: number): void {
    const values: number[] = [];
    for (const { values: curve } of this.#seen.values()) {
      const value = curve[epoch];
      if (value !== undefined && Number.isFinite(value)) values.push(value);
    }
    const ascending = Float64Array.from(values).sort();
    this.count[epoch] = ascending.length;
    this.lower[epoch] = sortedQuantile(ascending, LOWER);
    this.median[epoch] = sortedQuantile(ascending, 0.5);
    this.upper[epoch] = sortedQuantile(ascending, UPPER);
  }

  #updateReach(): void {
    if (this.#seen.size === 0) {
      this.#reach = 0;
      return;
    }
    const begun = [...this.#seen.values()].filter(({ length }) => length > 0);
    const needed = Math.max(1, begun.length / 2);
    let reach = this.#reach;
    while (reach < this.count.length && this.count[reach] >= needed) reach++;
    this.#reach = Math.min(reach, this.count.length);
  }
}
