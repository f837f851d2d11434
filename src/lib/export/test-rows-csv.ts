import { mixtureDistribution, type MixtureFamily, type Reals } from '#lib/crps/index.ts';
import type { Predictions } from '#lib/experiment/result.ts';
import { csvLine } from './csv.ts';
import { shortNumber } from './short-number.ts';

/** One variant's forecasts of its test rows. */
export interface ForecastRows {
  readonly variant: string;
  readonly family: MixtureFamily;
  readonly predictions: Predictions;
  readonly test: {
    /** Row numbers in the table, from 0. */
    readonly rows: Int32Array;
    /** Less the shift. */
    readonly targets: Float64Array;
  };
}

const LEVELS = [0.05, 0.5, 0.95];

function headings(most: number): string[] {
  const each = (name: string) => Array.from({ length: most }, (_, k) => `${name}_${k + 1}`);
  return [
    ...['variant', 'replicate', 'row', 'outcome', 'crps', 'pit', 'mean', 'q05', 'median', 'q95'],
    ...each('weight'),
    ...each('mu'),
    ...each('sigma'),
  ];
}

/**
 * A line for each test row and variant: what happened, how it scored, and the forecast itself, with
 * empty cells where other variants have more densities. The mixture is of the target less its shift (of
 * the logarithm of that for a log-normal); all else is in the target's own unit.
 * docs/export.md says what each column holds.
 * @throws RangeError where a variant's forecasts are not of these rows
 */
export function* testRowsCsv(shift: number, forecasts: readonly ForecastRows[]): Generator<string> {
  const most = Math.max(0, ...forecasts.map(({ predictions }) => predictions.components));
  yield csvLine(headings(most));
  for (const { variant, family, predictions, test } of forecasts) {
    const { components, origin, crps, network } = predictions;
    if (crps.length !== test.targets.length) {
      throw new RangeError(
        `The forecasts of “${variant}” are of ${crps.length} test rows, but the data has ${test.targets.length}.`,
      );
    }
    const padding = Array.from({ length: most - components }, () => null);
    for (let i = 0; i < crps.length; i++) {
      const of = (values: Reals) => values.subarray(i * components, (i + 1) * components);
      const [weights, mus, sigmas] = [predictions.weights, predictions.mus, predictions.sigmas].map(
        of,
      );
      const forecast = mixtureDistribution(family, weights, mus, sigmas);
      const [q05, median, q95] = LEVELS.map((level) => forecast.quantile(level));
      const place = (x: number) => shortNumber(origin + shift + x, q95 - q05);
      const finest = Math.min(...sigmas);
      yield csvLine([
        variant,
        network && network.replicate + 1,
        test.rows[i] + 1,
        outcomeOf(test.targets[i], shift),
        crps[i],
        forecast.cdf(test.targets[i] - origin),
        ...[forecast.mean, q05, median, q95].map(place),
        ...Array.from(weights, (weight) => shortNumber(weight)),
        ...padding,
        ...Array.from(mus, (mu) => shortNumber(origin + mu, finest)),
        ...padding,
        ...Array.from(sigmas, (sigma) => shortNumber(sigma)),
        ...padding,
      ]);
    }
  }
}

/** Adding the shift back leaves rounding in the last digits: the fewest digits that are the same target. */
function outcomeOf(target: number, shift: number): number {
  const sum = target + shift;
  const short = Number(sum.toPrecision(15));
  return short - shift === target ? short : sum;
}
