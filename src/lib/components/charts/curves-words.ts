import { finer, type Digits } from '#lib/format/digits.ts';
import type { Metric } from './curve-bands.ts';
import { LEAST_BAND, type CurvesRow, type CurvesVariant, type CurvesView } from './curves-view.ts';
import type { DataTable } from './data-table.ts';
import { counted, countWords } from '#lib/format/counted.ts';
import { numberWords, withUnit } from '#lib/format/number-words.ts';

const NAMED = 3;
/** A table of more rows is thinned: it is read, not computed with. */
const MOST_ROWS = 250;

/** What the curves measure, with its unit. */
export function metricTitle(
  metric: Metric,
  variants: readonly Pick<CurvesVariant, 'loss'>[],
  unit: string,
): string {
  const crps = unit ? `CRPS (${unit})` : 'CRPS';
  if (metric === 'validationCrps') return `Validation ${crps}`;
  const losses = new Set(variants.map(({ loss }) => loss));
  if (losses.size > 1) return 'Training loss (each variant’s own)';
  return losses.has('crps') ? `Training ${crps}` : 'Training loss (−ln density)';
}

/** The unit of the values, where they have one. */
export function metricUnit(
  metric: Metric,
  variants: readonly Pick<CurvesVariant, 'loss'>[],
  unit: string,
): string {
  const crps = metric === 'validationCrps' || variants.every(({ loss }) => loss === 'crps');
  return crps ? unit : '';
}

/** "12.41 min (80 % of replicates 12.20–12.63)" at an epoch counted from 0. */
export function bandWords(row: CurvesRow, epoch: number, digits: Digits, unit: string): string {
  const { band } = row;
  const median = withUnit(numberWords(band.median[epoch], digits), unit);
  if (band.count[epoch] < LEAST_BAND) return median;
  const lower = numberWords(band.lower[epoch], digits);
  return `${median} (80 % of replicates ${lower}–${numberWords(band.upper[epoch], digits)})`;
}

/** The finding in words. */
export function curvesCaption(view: CurvesView, unit: string): string {
  const { metric, digits } = view;
  const rows = view.rows
    .filter(({ reach }) => reach > 0)
    .sort((a, b) => a.band.median[a.reach - 1] - b.band.median[b.reach - 1]);
  const values = metricUnit(metric, view.rows, unit);
  const words = (row: CurvesRow) =>
    `${row.name} ${bandWords(row, row.reach - 1, digits, values)} after ${counted(row.reach, 'epoch')}`;
  const what = metric === 'validationCrps' ? 'validation CRPS' : 'training loss';
  const named = rows.length <= NAMED ? rows : [rows[0], rows[rows.length - 1]];
  const list = named.map(words).join('; ');
  const skipped = rows.length - named.length;
  const rest = skipped > 0 ? `; ${counted(skipped, 'other variant')} between them` : '';
  const kinds = new Set(view.rows.map(({ loss }) => loss)).size;
  const warning =
    metric === 'trainingLoss' && kinds > 1
      ? ' The variants minimise different losses: their levels cannot be compared.'
      : '';
  return `Median ${what}: ${list}${rest}.${warning}`;
}

/** Median and band by epoch (counted from 1). */
export function curvesTable(view: CurvesView): DataTable {
  const fine = finer(view.digits, 1);
  const reach = Math.max(...view.rows.map((row) => row.reach));
  const stride = Math.ceil(reach / MOST_ROWS);
  const epochs = Array.from({ length: reach }, (_, epoch) => epoch).filter(
    (epoch) =>
      ((epoch + 1) % stride === 0 || epoch === 0 || epoch === reach - 1) &&
      view.rows.some(({ band }) => Number.isFinite(band.median[epoch])),
  );
  return {
    columns: ['Epoch', ...view.rows.flatMap(({ name }) => [`${name}, median`, '10 %–90 %', 'n'])],
    rows: epochs.map((epoch) => [
      String(epoch + 1),
      ...view.rows.flatMap(({ band, reach: drawn }) => {
        if (epoch >= drawn) return ['–', '–', '–'];
        const [lower, median, upper] = [band.lower, band.median, band.upper].map((values) =>
          numberWords(values[epoch], fine),
        );
        return [median, `${lower}–${upper}`, countWords(band.count[epoch])];
      }),
    ]),
  };
}
