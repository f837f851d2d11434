/**
 * No score depends on where the target lies or on its unit, beyond what rounding does to the target itself.
 * Of every engine that runs here; the GPUs have a case of it in the engine suite.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '#lib/experiment/diagnostics.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import type { Engine } from './engine.ts';
import { startEngine } from './registry.ts';
import { moved, suiteControl, suiteData, suiteExperiment } from './suite-data.ts';

/** Doubles up to 2^50 hold eighths exactly. */
const eighths = moved(suiteData, (y) => Math.round(8 * y) / 8);

const experiments = fc.record({
  loss: fc.constantFrom('nll', 'crps'),
  components: fc.integer({ min: 1, max: 4 }),
  patience: fc.constantFrom(null, 1),
});

const families = fc.constantFrom('normal', 'lognormal');
const doublings = fc.integer({ min: -990, max: 990 });
const factors = fc
  .tuple(fc.integer({ min: -299, max: 299 }), fc.double({ min: 1, max: 10, noNaN: true }))
  .map(([size, digits]) => Number(`${digits}e${size}`));

/** Where a product rounds the targets, 32 bits may round another way, and training carries that on. */
const ROUNDED = 1e-3;

/** Relative to the size of the expected. */
function furthest(got: ArrayLike<number>, expected: ArrayLike<number>): number {
  const size = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...Array.from(expected, (value, i) => Math.abs(got[i] - value) / size));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe.each(['simd', 'wasm', 'cpu'] as const)('on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    ({ engine } = await startEngine(name));
    expect(engine.name).toBe(name);
  });
  afterAll(() => engine.dispose());

  async function scores(over: Partial<Experiment>, move: (y: number) => number) {
    const data = moved(eighths, move);
    const experiment = { ...suiteExperiment, epochs: 3, ...over };
    const [outcome] = await engine.train(
      { experiment, seed: 7, replicates: [3], data },
      suiteControl(),
    );
    if (outcome.status === 'failed') throw new Error(outcome.message);
    const { test, curve, parameters } = outcome;
    const { logScore, coverage50, coverage90, pit } = diagnose(experiment.family, test, data.test);
    return { crps: test.crps, curve, parameters, logScore, coverage50, coverage90, pit };
  }

  test('a normal target shifted by what doubles hold exactly has the same scores, to the bit', async () => {
    const offset = fc.integer({ min: -8e15, max: 8e15 }).map((whole) => whole / 8);
    await fc.assert(
      fc.asyncProperty(experiments, offset, async (over, shift) => {
        const experiment: Partial<Experiment> = { ...over, family: 'normal' };
        const base = await scores(experiment, (y) => y);
        expect(await scores(experiment, (y) => y + shift)).toEqual(base);
      }),
      { numRuns: 25, examples: [[{ loss: 'crps', components: 3, patience: null }, 1e15]] },
    );
  });

  test('a target times a power of two has scores times the same, and the same network', async () => {
    await fc.assert(
      fc.asyncProperty(experiments, families, doublings, async (over, family, k) => {
        const experiment: Partial<Experiment> = { ...over, family };
        const base = await scores(experiment, (y) => y);
        const other = await scores(experiment, (y) => y * 2 ** k);
        expect(other.parameters).toEqual(base.parameters);
        // To the bit, but for the logarithm of 2ᵏ that a log-normal's mus hold.
        const tolerance = family === 'normal' ? 0 : 1e-10;
        const crps = other.crps.map((score) => score / 2 ** k);
        expect(furthest(crps, base.crps)).toBeLessThanOrEqual(tolerance);
        const validation = other.curve.validationCrps.map((score) => score / 2 ** k);
        expect(furthest(validation, base.curve.validationCrps)).toBeLessThanOrEqual(tolerance);
        expect(furthest(other.pit, base.pit)).toBeLessThanOrEqual(100 * tolerance);
        expect(other.logScore - k * Math.LN2).toBeCloseTo(base.logScore, 8);
      }),
      { numRuns: 25 },
    );
  });

  test('a target from 1e-300 to 1e300 times as large has scores as many times as large', async () => {
    await fc.assert(
      fc.asyncProperty(families, factors, async (family, factor) => {
        const experiment: Partial<Experiment> = { family, loss: 'crps' };
        const base = await scores(experiment, (y) => y);
        const other = await scores(experiment, (y) => y * factor);
        const crps = other.crps.map((score) => score / factor);
        expect(furthest(crps, base.crps)).toBeLessThan(ROUNDED);
        expect(furthest(other.pit, base.pit)).toBeLessThan(ROUNDED);
      }),
      {
        numRuns: 25,
        examples: [
          ['lognormal', 1e-300],
          ['lognormal', 1e300],
        ],
      },
    );
  });

  test('a normal target shifted by what rounds it has the scores of what is left of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: -1e15, max: 1e15, noNaN: true }), async (shift) => {
        const experiment: Partial<Experiment> = { family: 'normal', loss: 'crps' };
        const base = await scores(experiment, (y) => y);
        const other = await scores(experiment, (y) => y / 3 + shift);
        const left = await scores(experiment, (y) => y / 3 + shift - shift);
        expect(furthest(other.crps, left.crps)).toBeLessThan(ROUNDED);
        const rounding = Math.abs(shift) * Number.EPSILON;
        const apart = Math.abs(mean(other.crps) - mean(base.crps) / 3);
        expect(apart).toBeLessThan(rounding + ROUNDED * mean(base.crps));
      }),
      { numRuns: 25 },
    );
  });
});
