import { describe, expect, it } from 'vitest';
import type { FinishedReplicate } from '#lib/experiment/result.ts';
import { differenceInWords, differencesToFirst, verdict } from './differences.ts';
import type { VariantSnapshot } from '#lib/run/run-progress.ts';
import { summariseVariant } from './variant-summary.ts';

function done(replicate: number, testCrps: number): FinishedReplicate {
  return {
    status: 'done',
    variant: 0,
    replicate,
    validationCrps: testCrps + 1,
    testCrps,
    testLogScore: 4,
    coverage50: 0.5,
    coverage90: 0.9,
    excessCrps: null,
    curve: { trainingLoss: [1], validationCrps: [1] },
    epochs: 1,
    bestEpoch: 1,
    durationMs: 100,
    boundShare: 0,
  };
}

function variant(name: string, scores: readonly (readonly [number, number])[]): VariantSnapshot {
  return {
    name,
    done: scores.map(([replicate, score]) => done(replicate, score)),
    failed: [],
    running: [],
    epochs: 1,
  };
}

describe('the difference to the first variant', () => {
  it('pairs by replicate, whatever the order in which they finished', () => {
    const [difference] = differencesToFirst(
      [
        variant('A', [
          [0, 10],
          [1, 12],
          [2, 14],
        ]),
        variant('B', [
          [2, 13.1],
          [0, 9],
          [1, 10.9],
        ]),
      ],
      3,
    );
    expect(difference?.difference?.n).toBe(3);
    expect(difference?.difference?.mean).toBeCloseTo(-1);
    expect(difference && verdict(difference)).toBe('B scores lower, which is better.');
  });

  it('says it with its unit, interval, pairing and n', () => {
    const words = differenceInWords(
      { n: 32, mean: -0.31, interval: { lower: -0.38, upper: -0.24 } },
      { power: 0, decimals: 2 },
      'min',
    );
    expect(words).toBe('−0.31 min, 95 % interval −0.38 to −0.24, paired by replicate, n = 32');
  });

  it('claims nothing where the interval includes 0', () => {
    const [difference] = differencesToFirst(
      [
        variant('A', [
          [0, 10],
          [1, 12],
        ]),
        variant('B', [
          [0, 11],
          [1, 11],
        ]),
      ],
      2,
    );
    expect(difference && verdict(difference)).toBe(
      'The interval includes 0: no difference can be claimed.',
    );
  });

  it('claims nothing from one pair or none', () => {
    const [one, none] = differencesToFirst(
      [variant('A', [[0, 10]]), variant('B', [[0, 9]]), variant('C', [[1, 9]])],
      1,
    );
    expect(one && verdict(one)).toBe('Nothing can be said yet.');
    expect(one?.difference && differenceInWords(one.difference, one.digits, 'min')).not.toMatch(
      /−1/,
    );
    expect(none?.difference).toBeNull();
    expect(none && verdict(none)).toBe('Nothing can be said yet.');
  });

  it('claims nothing while replicates are still to come', () => {
    const few = [
      variant('A', [
        [0, 10],
        [1, 12],
        [2, 14],
      ]),
      variant('B', [
        [0, 9],
        [1, 10.9],
        [2, 13.1],
      ]),
    ];
    const [difference] = differencesToFirst(few, 4);
    expect(difference && verdict(difference)).toBe(
      'So far B scores lower. A claim needs all replicates.',
    );
    const [complete] = differencesToFirst(few, 3);
    expect(complete && verdict(complete)).toBe('B scores lower, which is better.');
  });

  it('names the first variant where that is the better one', () => {
    const [difference] = differencesToFirst(
      [
        variant('A', [
          [0, 10],
          [1, 11],
          [2, 12],
        ]),
        variant('B', [
          [0, 12],
          [1, 13.1],
          [2, 13.9],
        ]),
      ],
      3,
    );
    expect(difference && verdict(difference)).toBe('A scores lower, which is better.');
  });
});

describe('the summary of a variant', () => {
  it('is empty before the first replicate, and has no interval for one', () => {
    expect(summariseVariant(variant('A', [])).score).toBeNull();
    expect(summariseVariant(variant('A', [[0, 10]])).score).toMatchObject({
      mean: 10,
      interval: null,
      sd: null,
    });
  });

  it('gives mean, best, worst and the means of the rest', () => {
    const summary = summariseVariant(
      variant('A', [
        [0, 10],
        [1, 12],
      ]),
    );
    expect(summary).toMatchObject({ n: 2, failed: 0, validation: 12, timeMs: 100, excess: null });
    expect(summary.score).toMatchObject({ mean: 11, best: 10, worst: 12 });
  });
});
