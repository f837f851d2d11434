/** What the densities of one test row show, without pixels: each variant's forecast on a grid, and the outcome. */
import { digitsWithin, type Digits } from '#lib/format/digits.ts';
import {
  mixtureDistribution,
  type MixtureDistribution,
  type MixtureFamily,
} from '#lib/crps/index.ts';
import type { Range } from './steady-range.ts';

/** The axis spans these quantiles of every forecast. */
const LOWEST = 0.005;
const HIGHEST = 0.985;
/** The outcome is on the axis unless it lies farther outside than so many of its spans. */
const OUTCOME_REACH = 1.5;
const GRID = 160;
/** Places, in sigmas from a component's middle, that keep a narrow one from falling through the grid. */
const NEAR = [-3, -2.2, -1.6, -1.1, -0.7, -0.35, 0, 0.35, 0.7, 1.1, 1.6, 2.2, 3];
/** A spike is cut off at so many times the flattest forecast's peak, or it would flatten that one. */
const TALLEST = 4;

export interface DensityVariant {
  readonly name: string;
  readonly family: MixtureFamily;
  /** Of a shifted log-normal, in the target's unit; 0 for none. */
  readonly shift: number;
}

/** A predicted mixture: mus and sigmas of the target, or of ln(target − shift). */
export interface Forecast {
  readonly weights: ArrayLike<number>;
  readonly mus: ArrayLike<number>;
  readonly sigmas: ArrayLike<number>;
  /** Of this row, in the target's unit. */
  readonly crps: number;
}

export interface DensityRow {
  /** Such as "Test row 17". */
  readonly label: string;
  readonly outcome: number;
  /** In the order of the variants; null where there is none yet. */
  readonly forecasts: readonly (Forecast | null)[];
}

export interface DensityCurve {
  /** Index of the variant. */
  readonly variant: number;
  readonly crps: number;
  readonly points: readonly { x: number; y: number }[];
  /** P(target ≤ x). */
  cdf(x: number): number;
  /** On the target's scale. */
  quantile(level: number): number;
  readonly mean: number;
}

export interface DensityView {
  readonly label: string;
  readonly outcome: number;
  readonly axis: Range;
  /** Top of the panel, per unit of the target. */
  readonly top: number;
  readonly digits: Digits;
  readonly curves: readonly DensityCurve[];
}

function distributionOf({ family }: DensityVariant, forecast: Forecast): MixtureDistribution {
  return mixtureDistribution(family, forecast.weights, forecast.mus, forecast.sigmas);
}

/** The grid of one curve: even steps, and closer around each component. */
function gridOf({ family, shift }: DensityVariant, { mus, sigmas }: Forecast, { min, max }: Range) {
  const grid = Array.from({ length: GRID + 1 }, (_, i) => min + (i / GRID) * (max - min));
  for (let k = 0; k < mus.length; k++) {
    for (const z of NEAR) {
      const u = mus[k] + z * sigmas[k];
      const x = shift + (family === 'lognormal' ? Math.exp(u) : u);
      if (x > min && x < max) grid.push(x);
    }
  }
  return grid.sort((a, b) => a - b);
}

function axisOf(
  distributions: readonly { shift: number; of: MixtureDistribution }[],
  outcome: number,
): Range {
  let min = Math.min(...distributions.map(({ shift, of }) => shift + of.quantile(LOWEST)));
  let max = Math.max(...distributions.map(({ shift, of }) => shift + of.quantile(HIGHEST)));
  const span = max - min;
  if (outcome > min - OUTCOME_REACH * span && outcome < max + OUTCOME_REACH * span) {
    min = Math.min(min, outcome - 0.04 * span);
    max = Math.max(max, outcome + 0.04 * span);
  }
  return { min, max };
}

/**
 * @param near digits of the row before, whose power of ten is kept where it suits
 * @returns null where no variant has a forecast for the row
 */
export function densityView(
  row: DensityRow,
  variants: readonly DensityVariant[],
  near?: Digits,
): DensityView | null {
  const known = variants.flatMap((variant, index) => {
    const forecast = row.forecasts[index];
    if (!forecast) return [];
    const shift = variant.family === 'lognormal' ? variant.shift : 0;
    return [
      {
        index,
        variant: { ...variant, shift },
        forecast,
        shift,
        of: distributionOf(variant, forecast),
      },
    ];
  });
  if (known.length === 0) return null;
  const axis = axisOf(known, row.outcome);
  const curves = known.map(({ index, variant, forecast, shift, of }) => ({
    variant: index,
    crps: forecast.crps,
    points: gridOf(variant, forecast, axis).map((x) => ({ x, y: of.density(x - shift) })),
    cdf: (x: number) => of.cdf(x - shift),
    quantile: (level: number) => shift + of.quantile(level),
    mean: shift + of.mean,
  }));
  const peaks = curves.map(({ points }) => Math.max(...points.map(({ y }) => y)));
  return {
    label: row.label,
    outcome: row.outcome,
    axis,
    top: 1.12 * Math.min(Math.max(...peaks), TALLEST * Math.min(...peaks)),
    digits: digitsWithin(axis.min, axis.max, near),
    curves,
  };
}

/** The rows that have a forecast, in digits of one power of ten where that suits them all. */
export function densityViews(
  rows: readonly DensityRow[],
  variants: readonly DensityVariant[],
): DensityView[] {
  const views: DensityView[] = [];
  for (const row of rows) {
    const view = densityView(row, variants, views[0]?.digits);
    if (view) views.push(view);
  }
  return views;
}
