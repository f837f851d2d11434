/**
 * What the distribution plot shows, without pixels: an axis that holds still, and per variant its
 * scores, box, mean with interval, and how many scores lie beyond the axis.
 */
import { scoreDigits } from '#lib/experiment/score-digits.ts';
import { summarise, type Summary } from '#lib/experiment/statistics.ts';
import type { Digits } from '#lib/format/digits.ts';
import { robustRange } from './robust-range.ts';
import { sortedQuantile } from '#lib/experiment/quantiles.ts';
import { SteadyRange, type Range } from './steady-range.ts';
import { violinOutline, type Violin } from './violin-outline.ts';

/** Above so many replicates a violin stands for the dots. */
export const MOST_DOTS = 200;
/** A violin of fewer scores would be the kernel's shape, not theirs. */
const LEAST_VIOLIN = 12;
/** A box of fewer scores would be its own outliers. */
const LEAST_BOX = 5;
/** The oracle is on the axis unless it is farther from the scores than so many of their spans. */
const ORACLE_REACH = 3;

export interface ReplicateScore {
  readonly replicate: number;
  /** In the target's unit. */
  readonly score: number;
}

/** A mean and its 95 % interval; NaN at its ends where one score says nothing of the spread. */
export interface MeanInterval {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

export interface DistributionVariant {
  readonly name: string;
  /** Finished replicates in the order they came; replaced whole when one comes. */
  readonly scores: readonly ReplicateScore[];
  /** Replicates that were given up. */
  readonly failed?: number;
  /** Replicates that it will have, where variants differ in that. */
  readonly expected?: number;
}

export interface DistributionRow extends DistributionVariant {
  readonly ascending: Float64Array;
  readonly interval: MeanInterval | null;
  readonly box: {
    readonly q1: number;
    readonly median: number;
    readonly q3: number;
    readonly whiskerMin: number;
    readonly whiskerMax: number;
  } | null;
  /** Drawn instead of dots. */
  readonly violin: Violin | null;
  /** Scores left and right of the axis. */
  readonly below: number;
  readonly beyond: number;
}

export interface DistributionView {
  readonly axis: Range;
  /** Of the scores, as everywhere else. */
  readonly digits: Digits;
  readonly rows: readonly DistributionRow[];
  readonly oracle: number | null;
  readonly expected: number;
}

function intervalOf(summary: Summary | null): MeanInterval | null {
  return summary && { mean: summary.mean, ...(summary.interval ?? { lower: NaN, upper: NaN }) };
}

function boxOf(ascending: Float64Array): DistributionRow['box'] {
  if (ascending.length < LEAST_BOX) return null;
  const [q1, median, q3] = [0.25, 0.5, 0.75].map((level) => sortedQuantile(ascending, level));
  // Whiskers reach the outermost score within 1.5 interquartile ranges of the box (Tukey 1977).
  const reach = 1.5 * (q3 - q1);
  const whiskerMin = ascending.find((value) => value >= q1 - reach) ?? q1;
  const whiskerMax = ascending.findLast((value) => value <= q3 + reach) ?? q3;
  return { q1, median, q3, whiskerMin, whiskerMax };
}

/** Keeps the axis between updates and remembers what has not changed. */
export class DistributionViews {
  readonly #axis = new SteadyRange();
  readonly #known = new WeakMap<
    readonly ReplicateScore[],
    Pick<DistributionRow, 'ascending' | 'interval' | 'box'> & { readonly summary: Summary | null }
  >();
  #shown = 0;

  /** @returns null before the first finite score */
  view(
    variants: readonly DistributionVariant[],
    oracle: number | null,
    expected: number,
  ): DistributionView | null {
    const shown = variants.reduce((sum, { scores }) => sum + scores.length, 0);
    if (shown < this.#shown) this.#axis.reset();
    this.#shown = shown;
    const facts = variants.map(({ scores }) => this.#facts(scores));
    const range = robustRange(facts.map(({ ascending }) => ascending));
    if (!range) return null;
    const axis = this.#include(range, oracle);
    const rows = variants.map((variant, index) => {
      const { ascending } = facts[index];
      const many = Math.max(expected, variant.scores.length) > MOST_DOTS;
      const inside = ascending.filter((value) => value >= axis.min && value <= axis.max);
      return {
        ...variant,
        ...facts[index],
        violin: many && inside.length >= LEAST_VIOLIN ? violinOutline(inside) : null,
        below: ascending.reduce((sum, value) => sum + Number(value < axis.min), 0),
        beyond: ascending.reduce((sum, value) => sum + Number(value > axis.max), 0),
      };
    });
    const digits = scoreDigits(facts.map(({ summary }) => summary));
    return { axis, digits, rows, oracle, expected };
  }

  #facts(scores: readonly ReplicateScore[]) {
    let facts = this.#known.get(scores);
    if (!facts) {
      const finite = scores.map(({ score }) => score).filter((score) => Number.isFinite(score));
      const ascending = Float64Array.from(finite).sort();
      const summary = summarise(ascending);
      facts = { ascending, summary, interval: intervalOf(summary), box: boxOf(ascending) };
      this.#known.set(scores, facts);
    }
    return facts;
  }

  #include({ min, max }: Range, oracle: number | null): Range {
    if (oracle === null || !Number.isFinite(oracle)) return this.#axis.include(min, max);
    const reach = ORACLE_REACH * Math.max(max - min, 0.1 * Math.abs(min));
    const near = oracle > min - reach && oracle < max + reach;
    return this.#axis.include(
      near ? Math.min(min, oracle) : min,
      near ? Math.max(max, oracle) : max,
    );
  }
}
