import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CurveBand, type ReplicateCurve } from './curve-bands.ts';
import { sortedQuantile } from '#lib/experiment/quantiles.ts';

const curveOf = (replicate: number, values: number[]): ReplicateCurve => ({
  replicate,
  curve: { validationCrps: values, trainingLoss: values.map((value) => -value) },
});

test('the band is the 10 % and 90 % quantile, the line the median', () => {
  const band = new CurveBand('validationCrps');
  band.update(Array.from({ length: 11 }, (_, i) => curveOf(i, [i, 10 * i])));
  expect(band.median).toEqual([5, 50]);
  expect(band.lower).toEqual([1, 10]);
  expect(band.upper).toEqual([9, 90]);
  expect(band.count).toEqual([11, 11]);
});

test('each metric has its own band', () => {
  const band = new CurveBand('trainingLoss');
  band.update([curveOf(0, [3, 2])]);
  expect(band.median).toEqual([-3, -2]);
});

test('curves that grow in place give the bands that they give when whole', () => {
  const curves = fc.array(
    fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 12 }),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(curves, fc.array(fc.nat(7), { maxLength: 60 }), (whole, order) => {
      const growing = whole.map((_, replicate) => curveOf(replicate, []));
      const band = new CurveBand('validationCrps');
      for (const index of order) {
        const next = growing[index % whole.length].curve.validationCrps as number[];
        const source = whole[index % whole.length];
        if (next.length < source.length) next.push(source[next.length]);
        band.update(growing);
      }
      growing.forEach(({ curve }, i) => {
        (curve.validationCrps as number[]).push(...whole[i].slice(curve.validationCrps.length));
      });
      band.update(growing);
      const epochs = Math.max(...whole.map(({ length }) => length));
      for (let epoch = 0; epoch < epochs; epoch++) {
        const values = whole.flatMap((list) => list.slice(epoch, epoch + 1)).sort((a, b) => a - b);
        expect(band.median[epoch]).toBe(sortedQuantile(values, 0.5));
        expect(band.upper[epoch]).toBe(sortedQuantile(values, 0.9));
        expect(band.count[epoch]).toBe(values.length);
      }
    }),
  );
});

test('a replicate that begins again, and one that is gone, leave nothing behind', () => {
  const band = new CurveBand('validationCrps');
  band.update([curveOf(0, [1, 1]), curveOf(1, [9, 9])]);
  band.update([curveOf(0, [1, 1]), curveOf(1, [5])]);
  expect(band.median).toEqual([3, 1]);
  band.update([curveOf(0, [1, 1])]);
  expect(band.median).toEqual([1, 1]);
  expect(band.count).toEqual([1, 1]);
});

test('values that are not finite are passed over', () => {
  const band = new CurveBand('validationCrps');
  band.update([curveOf(0, [2, NaN]), curveOf(1, [4, Infinity]), curveOf(2, [6, 8])]);
  expect(band.median).toEqual([4, 8]);
  expect(band.count).toEqual([3, 1]);
});

test('the line reaches as far as half of the replicates, and does not go back when others begin', () => {
  const band = new CurveBand('validationCrps');
  const first = [curveOf(0, [3, 2, 1]), curveOf(1, [3, 2]), curveOf(2, [3]), curveOf(3, [3])];
  band.update(first);
  expect(band.reach).toBe(2);
  const later = Array.from({ length: 6 }, (_, i) => curveOf(4 + i, [3]));
  band.update([...first, ...later]);
  expect(band.reach).toBe(2);
});
