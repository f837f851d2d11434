import { expect, test } from 'vitest';
import { CurvesViews, type CurvesVariant } from './curves-view.ts';

function variant(name: string, replicates: number, epochs: number, level: number): CurvesVariant {
  const curves = Array.from({ length: replicates }, (_, replicate) => {
    const validationCrps = Array.from(
      { length: epochs },
      (_, e) => level + 30 * Math.exp(-e) + 0.01 * replicate,
    );
    return { replicate, curve: { validationCrps, trainingLoss: validationCrps.map((v) => v / 3) } };
  });
  return { name, epochs, loss: 'nll', curves };
}

test('before the first epoch there is no view', () => {
  const empty: CurvesVariant = { name: 'a', epochs: 20, loss: 'nll', curves: [] };
  expect(new CurvesViews().view([empty], 'validationCrps')).toBeNull();
  expect(new CurvesViews().view([variant('a', 3, 0, 12)], 'validationCrps')).toBeNull();
});

test('the steep fall of the first epochs does not set the axis', () => {
  const view = new CurvesViews().view([variant('a', 8, 100, 12)], 'validationCrps')!;
  expect(view.axis.max).toBeLessThan(13);
  expect(view.epochs).toBe(100);
});

test('while only the first epochs are there, they do', () => {
  const begun = { ...variant('a', 8, 2, 12), epochs: 100 };
  const view = new CurvesViews().view([begun], 'validationCrps')!;
  expect(view.axis.min).toBeLessThan(23.1);
  expect(view.axis.max).toBeGreaterThan(23.1);
});

test('the two metrics have axes of their own', () => {
  const views = new CurvesViews();
  const variants = [variant('a', 8, 40, 12), variant('b', 8, 40, 13)];
  const scores = views.view(variants, 'validationCrps')!;
  const losses = views.view(variants, 'trainingLoss')!;
  expect(losses.axis.max).toBeLessThan(scores.axis.min);
  expect(views.view(variants, 'validationCrps')!.axis).toBe(scores.axis);
});
