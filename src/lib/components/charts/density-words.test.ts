import { expect, test } from 'vitest';
import { densityView, type DensityVariant } from './density-view.ts';
import { chanceWords, densityCaption, densityTable } from './density-words.ts';

const variants: DensityVariant[] = [
  { name: 'a', family: 'normal', shift: 0 },
  { name: 'b', family: 'normal', shift: 0 },
];
const forecast = (mu: number, crps: number) => ({ weights: [1], mus: [mu], sigmas: [10], crps });
const view = (a: number, b: number) =>
  densityView(
    { label: 'Test row 7', outcome: 100, forecasts: [forecast(100, a), forecast(90, b)] },
    variants,
  )!;

test('the caption says who scores better in how many rows, and that few rows decide nothing', () => {
  expect(densityCaption([view(2, 3), view(2, 3), view(5, 3)], variants, 0)).toBe(
    'A filled line for each forecast, a rule for what happened. ' +
      'a has the lowest CRPS in 2 of these 3 rows; the mean over all test rows decides.',
  );
  expect(densityCaption([view(2, 3), view(5, 3)], variants, 3)).toContain(
    'No variant leads in these rows; the mean over all test rows decides. 3 more variants not drawn here.',
  );
});

test('the table holds outcome, CRPS, quantiles and mean of each forecast', () => {
  const { columns, rows } = densityTable([view(2.5, 3)], variants, 'min');
  expect(columns.slice(0, 4)).toEqual([
    'Row and variant',
    'Outcome (min)',
    'CRPS (min)',
    '10 % (min)',
  ]);
  // 100 − 1.2816 × 10 = 87.18 and 112.82.
  expect(rows[0]).toEqual([
    'Test row 7, a',
    '100.00',
    '2.50',
    '87.18',
    '100.00',
    '112.82',
    '100.00',
  ]);
});

test('the chance of each forecast at a value is said in percent', () => {
  expect(chanceWords(view(2, 3), variants, 100, 'min')).toBe('Up to 100.0 min:\na 50 %\nb 84 %');
});
