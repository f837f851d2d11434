/** What the learning curves show, without pixels: per variant the band, and axes that hold still. */
import { digitsWithin, type Digits } from '#lib/format/digits.ts';
import { CurveBand, type Band, type Metric, type ReplicateCurve } from './curve-bands.ts';
import { FittingRange } from './fitting-range.ts';
import { robustRange } from './robust-range.ts';
import type { Range } from './steady-range.ts';

/** The first fifth of the epochs falls from far above: it does not set the axis. */
const SKIPPED = 0.2;
/** A band of fewer replicates would be their extremes. */
export const LEAST_BAND = 5;

export interface CurvesVariant {
  readonly name: string;
  /** Epochs that its experiment trains. */
  readonly epochs: number;
  readonly loss: 'nll' | 'crps';
  /** Finished replicates and those in training. */
  readonly curves: readonly ReplicateCurve[];
  /**
   * Bands worked out before, where the curves themselves are not at hand; NaN at an epoch that they leave
   * out, null for a metric that they do not have.
   */
  readonly summary?: Readonly<Record<Metric, Band | null>>;
}

export interface CurvesRow extends CurvesVariant {
  readonly band: Band;
  /** Epochs drawn. */
  readonly reach: number;
}

const NO_BAND: Band = { lower: [], median: [], upper: [], count: [] };

/** What the variants have curves of. */
export function metricsOf(variants: readonly CurvesVariant[]): Metric[] {
  const metrics: readonly Metric[] = ['validationCrps', 'trainingLoss'];
  return metrics.filter((metric) => variants.some(({ summary }) => !summary || summary[metric]));
}

export interface CurvesView {
  readonly metric: Metric;
  readonly rows: readonly CurvesRow[];
  readonly epochs: number;
  readonly axis: Range;
  readonly digits: Digits;
}

/** Keeps the bands and the axes between updates. */
export class CurvesViews {
  #bands: Record<Metric, CurveBand>[] = [];
  readonly #axes = { validationCrps: new FittingRange(), trainingLoss: new FittingRange() };

  /** @returns null before the first epoch */
  view(variants: readonly CurvesVariant[], metric: Metric): CurvesView | null {
    if (variants.every(({ curves, summary }) => !summary && curves.length === 0)) {
      this.#axes.validationCrps.reset();
      this.#axes.trainingLoss.reset();
    }
    this.#bands = variants.map(
      (_, i) =>
        this.#bands[i] ?? {
          validationCrps: new CurveBand('validationCrps'),
          trainingLoss: new CurveBand('trainingLoss'),
        },
    );
    const rows = variants.map((variant, i) => {
      const { summary } = variant;
      if (summary) {
        const band = summary[metric] ?? NO_BAND;
        return { ...variant, band, reach: band.median.length };
      }
      const band = this.#bands[i][metric];
      band.update(variant.curves);
      return { ...variant, band, reach: band.reach };
    });
    const range = robustRange(rows.map(bandValues));
    if (!range) return null;
    const axis = this.#axes[metric].fit(range.min, range.max);
    return {
      metric,
      rows,
      epochs: Math.max(...variants.map(({ epochs }) => epochs)),
      axis,
      digits: digitsWithin(axis.min, axis.max),
    };
  }
}

/** The values that set the axis. */
function bandValues({ band, reach, epochs }: CurvesRow): number[] {
  const skipped = Math.min(Math.floor(SKIPPED * epochs), reach - 1);
  const values: number[] = [];
  for (let epoch = Math.max(0, skipped); epoch < reach; epoch++) {
    const few = band.count[epoch] < LEAST_BAND;
    values.push(few ? band.median[epoch] : band.lower[epoch]);
    values.push(few ? band.median[epoch] : band.upper[epoch]);
  }
  return values;
}
