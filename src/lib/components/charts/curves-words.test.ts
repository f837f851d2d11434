import { expect, test } from 'vitest';
import { CurvesViews, type CurvesVariant } from './curves-view.ts';
import { curvesCaption, curvesTable, metricTitle } from './curves-words.ts';

function variant(name: string, last: number, loss: 'nll' | 'crps' = 'nll'): CurvesVariant {
  const curves = Array.from({ length: 11 }, (_, replicate) => ({
    replicate,
    curve: {
      validationCrps: [last + 1, last + 0.1 * (replicate - 5)],
      trainingLoss: [3, 2 + last / 100],
    },
  }));
  return { name, epochs: 2, loss, curves };
}

test('the caption says median, band and epoch, the lowest first', () => {
  const view = new CurvesViews().view([variant('a', 14), variant('b', 12)], 'validationCrps')!;
  expect(curvesCaption(view, 'min')).toBe(
    'Median validation CRPS: b 12.00 min (80 % of replicates 11.60–12.40) after 2 epochs; ' +
      'a 14.00 min (80 % of replicates 13.60–14.40) after 2 epochs.',
  );
});

test('training losses of different kinds are not called comparable', () => {
  const variants = [variant('a', 14), variant('b', 12, 'crps')];
  const view = new CurvesViews().view(variants, 'trainingLoss')!;
  expect(curvesCaption(view, 'min')).toContain('their levels cannot be compared');
  expect(metricTitle('trainingLoss', variants, 'min')).toBe('Training loss (each variant’s own)');
});

test('a title has the unit of what it names', () => {
  const nll = [variant('a', 14)];
  expect(metricTitle('validationCrps', nll, 'min')).toBe('Validation CRPS (min)');
  expect(metricTitle('trainingLoss', nll, 'min')).toBe('Training loss (−ln density)');
  expect(metricTitle('trainingLoss', [variant('a', 14, 'crps')], 'min')).toBe(
    'Training CRPS (min)',
  );
});

test('the table has a row per epoch and dashes where a variant has not come', () => {
  const begun: CurvesVariant = { name: 'b', epochs: 2, loss: 'nll', curves: [] };
  const view = new CurvesViews().view([variant('a', 14), begun], 'validationCrps')!;
  const table = curvesTable(view);
  expect(table.columns).toEqual([
    'Epoch',
    'a, median',
    '10 %–90 %',
    'n',
    'b, median',
    '10 %–90 %',
    'n',
  ]);
  expect(table.rows[1]).toEqual(['2', '14.000', '13.600–14.400', '11', '–', '–', '–']);
});
