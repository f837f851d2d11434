import type { DataTable } from '#lib/components/charts/data-table.ts';
import { niceTicks } from '#lib/components/charts/nice-step.ts';
import { numberWords } from '#lib/format/number-words.ts';
import type { MixtureFamily } from '#lib/crps/index.ts';
import { lowerEdge, upperEdge } from './score-geometry.ts';
import type { ScoreState } from './score-state.svelte.ts';

/** "13.46 min" */
export function minutes(value: number, decimals = 2): string {
  return `${numberWords(value, decimals)} min`;
}

/** For a screen reader: "13.46 minutes". */
export function spokenMinutes(value: number, decimals = 0): string {
  return `${numberWords(value, decimals)} minutes`;
}

export const familyWords: Record<MixtureFamily, string> = {
  lognormal: 'log-normal',
  normal: 'normal',
};

const COUNTS = ['no', 'one', 'two', 'three', 'four'];

/** The figure in words; also what a screen reader hears. */
export function scoreCaption(score: ScoreState): string {
  const { values, outcome, distribution, mixture, beyond } = score;
  const count = mixture.densities.length;
  const of = `${COUNTS[count]} ${familyWords[mixture.family]} densit${count === 1 ? 'y' : 'ies'}`;
  const at = (level: number) => numberWords(distribution.quantile(level), 0);
  const tail = beyond >= 0.05 ? ` ${minutes(beyond)} of the score lie beyond the axis.` : '';
  return (
    `CRPS ${minutes(values.closed)}, filled: ${of}, 90 % between ${at(0.05)} and ${at(0.95)} min, against ` +
    `an outcome of ${minutes(outcome, 1)}. Hatched, ${minutes(values.spread)}: what squaring leaves out.${tail}`
  );
}

/** The curves as numbers. */
export function scoreTable({ limits, distribution, outcome }: ScoreState): DataTable {
  const places = niceTicks(limits.axis.min, limits.axis.max, 40);
  return {
    columns: ['Minutes', 'Density', 'F', 'Step', '(F − step)²'],
    rows: places.map((x) => {
      const mass = distribution.cdf(x);
      const happened = x >= outcome;
      return [
        numberWords(x, 0),
        numberWords(distribution.density(x), 5),
        numberWords(mass, 4),
        happened ? '1' : '0',
        numberWords(happened ? 1 - upperEdge(mass) : lowerEdge(mass), 4),
      ];
    }),
  };
}
