import { finer } from '#lib/format/digits.ts';
import type { DataTable } from './data-table.ts';
import type { DensityVariant, DensityView } from './density-view.ts';
import { counted } from '#lib/format/counted.ts';
import { numberWords, withUnit } from '#lib/format/number-words.ts';

/** The variant with the lowest CRPS of the row; null for one variant or a tie. */
function best({ curves }: DensityView): number | null {
  const least = Math.min(...curves.map(({ crps }) => crps));
  const winners = curves.filter(({ crps }) => crps === least);
  return curves.length > 1 && winners.length === 1 ? winners[0].variant : null;
}

/** The finding in words. */
export function densityCaption(
  views: readonly DensityView[],
  variants: readonly DensityVariant[],
  left: number,
): string {
  const wins = variants.map((_, i) => views.filter((view) => best(view) === i).length);
  const most = Math.max(...wins);
  const leader = wins.indexOf(most);
  const sentences = ['A filled line for each forecast, a rule for what happened.'];
  if (most > 0) {
    const alone = wins.filter((count) => count === most).length === 1;
    sentences.push(
      alone
        ? `${variants[leader].name} has the lowest CRPS in ${most} of these ${counted(views.length, 'row')}; the mean over all test rows decides.`
        : 'No variant leads in these rows; the mean over all test rows decides.',
    );
  }
  if (left > 0) sentences.push(`${counted(left, 'more variant')} not drawn here.`);
  return sentences.join(' ');
}

/** CRPS and quantiles of each forecast. */
export function densityTable(
  views: readonly DensityView[],
  variants: readonly DensityVariant[],
  unit: string,
): DataTable {
  const measured = (name: string) => (unit ? `${name} (${unit})` : name);
  return {
    columns: [
      'Row and variant',
      ...['Outcome', 'CRPS', '10 %', 'Median', '90 %', 'Mean'].map(measured),
    ],
    rows: views.flatMap(({ label, outcome, digits, curves }) =>
      curves.map(({ variant, crps, quantile, mean }) => [
        `${label}, ${variants[variant].name}`,
        ...[outcome, crps, quantile(0.1), quantile(0.5), quantile(0.9), mean].map((value) =>
          numberWords(value, finer(digits, 1)),
        ),
      ]),
    ),
  };
}

/** "Up to 120 min", and below it each forecast's chance of that. */
export function chanceWords(
  view: DensityView,
  variants: readonly DensityVariant[],
  x: number,
  unit: string,
): string {
  const chances = view.curves.map(
    ({ variant, cdf }) => `${variants[variant].name} ${numberWords(100 * cdf(x), 0)} %`,
  );
  return [`Up to ${withUnit(numberWords(x, view.digits), unit)}:`, ...chances].join('\n');
}
