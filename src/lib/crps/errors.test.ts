import { expect, test } from 'vitest';
import {
  crpsBatch,
  crpsLognormal,
  crpsLognormalGrad,
  crpsLognormalMixture,
  crpsLognormalMixtureGrad,
  crpsNormal,
  crpsNormalGrad,
  crpsNormalMixture,
  crpsNormalMixtureGrad,
  expectedCrps,
  mixtureDistribution,
  oracleCrps,
} from './index.ts';

function expectRefusal(call: () => unknown, message: RegExp): void {
  expect(call).toThrow(RangeError);
  expect(call).toThrow(message);
}

test('a single density refuses each impossible argument by name', () => {
  for (const score of [crpsNormal, crpsNormalGrad, crpsLognormal, crpsLognormalGrad]) {
    expectRefusal(() => score(NaN, 0, 1), /^y must be a finite number; got NaN\.$/);
    expectRefusal(() => score(Infinity, 0, 1), /^y /);
    expectRefusal(() => score(1, Infinity, 1), /^mu /);
    for (const sigma of [0, -1, NaN, Infinity]) {
      expectRefusal(() => score(1, 0, sigma), /^sigma must be a positive finite number/);
    }
  }
});

test('a mixture refuses each impossible argument by name and place', () => {
  const mixtures = [
    crpsNormalMixture,
    crpsNormalMixtureGrad,
    crpsLognormalMixture,
    crpsLognormalMixtureGrad,
  ];
  for (const score of mixtures) {
    expectRefusal(() => score(NaN, [1], [0], [1]), /^y /);
    expectRefusal(() => score(1, [], [], []), /^weights must be of length 1 or more/);
    expectRefusal(() => score(1, [1, 1], [0], [1, 1]), /^mus must be of length 2; got length 1/);
    expectRefusal(() => score(1, [1, 1], [0, 1], [1]), /^sigmas must be of length 2/);
    expectRefusal(() => score(1, [1, -1], [0, 1], [1, 1]), /^weights\[1\] .*0 or more; got -1/);
    expectRefusal(() => score(1, [NaN, 1], [0, 1], [1, 1]), /^weights\[0\]/);
    expectRefusal(
      () => score(1, [0, 0], [0, 1], [1, 1]),
      /^weights must be positive and finite in sum; got 0/,
    );
    expectRefusal(() => score(1, [1, 1], [0, NaN], [1, 1]), /^mus\[1\]/);
    expectRefusal(() => score(1, [1, 1], [0, 0], [0, 1]), /^sigmas\[0\]/);
    expectRefusal(() => score(1, [1, 1], [0, 0], [1, Infinity]), /^sigmas\[1\]/);
  }
  expectRefusal(() => mixtureDistribution('normal', [1], [0], [0]), /^sigmas\[0\]/);
});

test('a batch refuses each impossible argument by name and place', () => {
  const one = () => Float64Array.of(1, 1, 1, 1);
  const batch = (change: {
    y?: Float64Array;
    weights?: Float64Array;
    mus?: Float64Array;
    sigmas?: Float64Array;
    components?: number;
    out?: Float64Array;
  }) => {
    const given = {
      y: Float64Array.of(1, 2),
      weights: one(),
      mus: one(),
      sigmas: one(),
      ...change,
    };
    const { y, weights, mus, sigmas, components = 2, out = new Float64Array(2) } = given;
    return () => crpsBatch('lognormal', y, weights, mus, sigmas, components, out);
  };
  expect(batch({})()).toHaveLength(2);
  expectRefusal(batch({ components: 0 }), /^components must be a whole number/);
  expectRefusal(batch({ components: 1.5 }), /^components/);
  expectRefusal(batch({ weights: new Float64Array(3) }), /^weights must be of length 4/);
  expectRefusal(batch({ mus: new Float64Array(5) }), /^mus must be of length 4/);
  expectRefusal(batch({ sigmas: new Float64Array(2) }), /^sigmas must be of length 4/);
  expectRefusal(batch({ out: new Float64Array(3) }), /^out must be of length 2/);
  expectRefusal(batch({ y: Float64Array.of(1, NaN) }), /^y\[1\]/);
  expectRefusal(batch({ weights: Float64Array.of(1, 1, 1, -1) }), /^weights\[3\]/);
  expectRefusal(batch({ weights: Float64Array.of(1, 1, 0, 0) }), /^weights of row 1/);
  expectRefusal(batch({ mus: Float64Array.of(1, 1, Infinity, 1) }), /^mus\[2\]/);
  expectRefusal(batch({ sigmas: Float64Array.of(1, 0, 1, 1) }), /^sigmas\[1\]/);
});

test('expected scores name whose argument is wrong', () => {
  const row = (sigma: number) => ({
    components: 1,
    weights: Float64Array.of(1),
    mus: Float64Array.of(0),
    sigmas: Float64Array.of(sigma),
  });
  expectRefusal(() => expectedCrps(row(0), row(1)), /^forecast\.sigmas\[0\]/);
  expectRefusal(() => expectedCrps(row(1), row(NaN)), /^truth\.sigmas\[0\]/);
  expectRefusal(() => oracleCrps({ ...row(1), components: 0 }), /^truth\.components/);
});
