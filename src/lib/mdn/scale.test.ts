import { expect, test } from 'vitest';
import {
  BELOW_ALL,
  inUnits,
  levelInUnits,
  middleOf,
  scaleOf,
  spreadOf,
  standardise,
} from './scale.ts';

test('standardised training targets have mean 0 and standard deviation 1', () => {
  const targets = Float64Array.of(20, 35, 60, 61, 240);
  for (const family of ['normal', 'lognormal'] as const) {
    const z = standardise(scaleOf(family, targets), targets);
    const mean = z.reduce((a, b) => a + b) / z.length;
    expect(mean).toBeCloseTo(0, 14);
    expect(z.reduce((a, b) => a + b * b, 0) / z.length).toBeCloseTo(1, 14);
  }
});

test('the unit is the mean absolute deviation from the median', () => {
  expect(scaleOf('normal', Float64Array.of(0, 10, 11, 19)).unit).toBeCloseTo(5, 14);
});

test('a log-normal takes no training target at or below zero and says what to do', () => {
  expect(() => scaleOf('lognormal', Float64Array.of(5, 0, 7))).toThrow(
    'A lognormal target must be positive; training row 2 has 0. Shift the target or choose the normal family.',
  );
  expect(middleOf(scaleOf('normal', Float64Array.of(5, 0, 7)))).toBe(4);
});

test('targets that are all alike, missing or not finite are refused', () => {
  expect(() => scaleOf('lognormal', Float64Array.of(5, 5, 5))).toThrow(/nothing to learn/);
  expect(() => scaleOf('normal', new Float64Array())).toThrow(/no training rows/);
  expect(() => scaleOf('normal', Float64Array.of(1, NaN))).toThrow(RangeError);
});

test('an outcome at or below zero lies below everything a log-normal predicts', () => {
  const scale = scaleOf('lognormal', Float64Array.of(20, 35, 60));
  expect([...standardise(scale, Float64Array.of(-1, 0))]).toEqual([BELOW_ALL, BELOW_ALL]);
});

test('initial means lie at the quantiles (k + ½)/K', () => {
  const standardised = Float64Array.from({ length: 100 }, (_, i) => 99 - i);
  expect([...spreadOf(standardised, 4)]).toEqual([12, 37, 62, 87]);
  expect([...spreadOf(standardised, 1)]).toEqual([49.5]);
  expect([...spreadOf(Float64Array.of(3), 2)]).toEqual([3, 3]);
});

test('where the target lies, and a power of two in its unit, change no bit of z', () => {
  const targets = Float64Array.of(20, 35, 60, 61.5, 240);
  const base = scaleOf('normal', targets);
  for (const offset of [2 ** 49, -1e12]) {
    const far = targets.map((y) => y + offset);
    const scale = scaleOf('normal', far);
    expect(standardise(scale, far)).toEqual(standardise(base, targets));
    expect(inUnits(scale, far)).toEqual(inUnits(base, targets));
    expect([scale.sd, scale.unit]).toEqual([base.sd, base.unit]);
    expect(middleOf(scale)).toBe(middleOf(base) + offset);
  }
  for (const family of ['normal', 'lognormal'] as const) {
    const own = scaleOf(family, targets);
    for (const size of [2 ** 1000, 2 ** -1000]) {
      const sized = targets.map((y) => y * size);
      const scale = scaleOf(family, sized);
      expect(standardise(scale, sized)).toEqual(standardise(own, targets));
      expect(inUnits(scale, sized)).toEqual(inUnits(own, targets));
      if (family === 'lognormal') expect(levelInUnits(scale)).toBe(levelInUnits(own));
      expect(scale.unit).toBe(own.unit * size);
    }
  }
});

test('log-normal targets three hundred powers of ten apart have logarithms all the same', () => {
  const targets = Float64Array.of(1e-300, 1, 1e300);
  const z = standardise(scaleOf('lognormal', targets), targets);
  expect(z[0]).toBeCloseTo(-Math.sqrt(1.5), 12);
  expect(z[2]).toBeCloseTo(Math.sqrt(1.5), 12);
});

test('a log-normal target without spread for its size is refused with what to do', () => {
  const targets = Float64Array.of(1e9, 1e9 + 20, 1e9 + 50);
  expect(() => scaleOf('lognormal', targets)).toThrow(
    /too little for a log-normal. Shift the target or choose the normal family/,
  );
  expect(scaleOf('normal', targets).unit).toBeCloseTo(50 / 3, 12);
});
