/**
 * What every engine must do, whoever it is: the same initial values, batches, losses and steps as the
 * reference network, the same scores, and the same manners. Run over each engine by its own test file.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { crpsBatch } from '#lib/crps/index.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { boundsOf } from '#lib/mdn/bounds.ts';
import { mixturesOf } from '#lib/mdn/head.ts';
import { layoutOf } from '#lib/mdn/layout.ts';
import { referenceOutputs } from '#lib/mdn/reference.ts';
import { referenceTraining } from '#lib/mdn/referenceTraining.ts';
import type { Engine, Job, Outcome } from './engine.ts';
import { moved, suiteControl, suiteData, suiteExperiment } from './suite-data.ts';

export interface SuiteOptions {
  /** Largest difference from the reference: losses and scores relative, mixtures absolute. */
  readonly tolerance: number;
  /** Largest difference between a replicate alone and in a stack; 0: to the bit. */
  readonly stackTolerance: number;
  /** A few experiments instead of all: for GPUs in software, where each compiles its own programs. */
  readonly brief: boolean;
  /** What is held on the device now; must return to its start. */
  readonly held: () => number;
}

type Overrides = Partial<Experiment>;
type Done = Extract<Outcome, { status: 'done' }>;

const essential: Overrides[] = [
  {},
  { loss: 'crps', weightDecay: 0.5, activation: 'tanh' },
  { family: 'normal', dropout: 0.3, streams: 'separate', activation: 'elu' },
  { family: 'normal', loss: 'crps', components: 10, hidden: [], clipNorm: 0.05 },
];
const further: Overrides[] = [
  { components: 1 },
  { components: 1, loss: 'crps' },
  { components: 10 },
  { components: 20, loss: 'crps' },
  { components: 20, family: 'normal' },
  { hidden: [4] },
  { hidden: [6, 5, 4, 3], activation: 'elu' },
  { hidden: [5, 5, 5], activation: 'tanh', dropout: 0.5, loss: 'crps' },
  { hidden: [], streams: 'separate', loss: 'crps' },
  { batchSize: 40, clipNorm: null },
  { batchSize: 4096 },
  { batchSize: 1, epochs: 1 },
  { family: 'normal', loss: 'crps', weightDecay: 0.2, streams: 'separate' },
];

function jobOf(overrides: Overrides, replicates: readonly number[] = [0, 1]): Job {
  return { experiment: { ...suiteExperiment, ...overrides }, seed: 7, replicates, data: suiteData };
}

function done(outcome: Outcome): Done {
  if (outcome.status !== 'done') throw new Error(outcome.message);
  return outcome;
}

function worst(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

export function engineSuite(
  name: string,
  start: () => Promise<Engine>,
  { tolerance, stackTolerance, brief, held }: SuiteOptions,
): void {
  describe(`the ${name} engine`, () => {
    let engine: Engine;
    let heldAtStart: number;
    beforeAll(async () => {
      engine = await start();
      heldAtStart = held();
    });
    afterEach(() => void vi.restoreAllMocks());
    afterAll(() => {
      expect(held()).toBe(heldAtStart);
      engine.dispose();
    });

    test.each(
      (brief ? essential : [...essential, ...further]).map((o) => [JSON.stringify(o), o] as const),
    )('trains as the reference does with %s', async (_, overrides) => {
      const job = jobOf(overrides);
      const outcomes = await engine.train(job, suiteControl());
      expect(outcomes.map((outcome) => outcome.replicate)).toEqual(job.replicates);
      const { experiment, data } = job;
      for (const outcome of outcomes.map(done)) {
        const { replicate, test, curve } = outcome;
        const reference = referenceTraining(
          experiment,
          data.width,
          data.train,
          job.seed,
          replicate,
        );
        const { scale } = reference;
        const expected = mixturesOf(
          reference.outputs(data.test.inputs),
          experiment.components,
          scale,
          boundsOf(scale),
        );
        expect(worst(test.weights, expected.weights)).toBeLessThan(tolerance);
        expect(worst(test.mus, expected.mus) / scale.sd).toBeLessThan(tolerance);
        expect(worst(test.sigmas, expected.sigmas) / scale.sd).toBeLessThan(tolerance);
        const again = mixturesOf(
          referenceOutputs(
            { layout: layoutOf(experiment, data.width), activation: experiment.activation },
            outcome.parameters,
            data.test.inputs,
          ),
          experiment.components,
          scale,
          boundsOf(scale),
        );
        expect(worst(test.mus, again.mus) / scale.sd).toBeLessThan(1e-4);
        const size = experiment.loss === 'crps' ? scale.unit : 1;
        expect(worst(curve.trainingLoss, reference.trainingLoss) / size).toBeLessThan(tolerance);
      }
    });

    test('takes the reference’s gradient, not only its sign', async () => {
      // Clipped far below Adam's ε, the first step is the gradient itself: rate·g/(|g| + ε) ≈ rate·g/ε.
      const clipNorm = 1e-9;
      const job = jobOf({ clipNorm, learningRate: 10, epochs: 1, batchSize: 40 }, [0, 1]);
      const outcomes = await engine.train(job, suiteControl());
      for (const { test, replicate } of outcomes.map(done)) {
        const { experiment, data, seed } = job;
        const reference = referenceTraining(experiment, data.width, data.train, seed, replicate);
        const read = (outputs: Float64Array) =>
          mixturesOf(outputs, experiment.components, reference.scale, boundsOf(reference.scale));
        const before = read(reference.initialOutputs(data.test.inputs));
        const after = read(reference.outputs(data.test.inputs));
        const moved = worst(after.mus, before.mus);
        expect(moved).toBeGreaterThan(1e-3);
        expect(worst(test.mus, after.mus) / moved).toBeLessThan(100 * tolerance);
      }
    });

    test('scores the test rows exactly, and the validation rows at every epoch', async () => {
      const control = suiteControl();
      const [outcome] = await engine.train(jobOf({ loss: 'crps' }, [4]), control);
      const { test, curve, validationCrps, boundShare } = done(outcome);
      const { weights, mus, sigmas, components, crps } = test;
      const { targets } = suiteData.test;
      expect(crps).toEqual(crpsBatch('lognormal', targets, weights, mus, sigmas, components));
      expect(curve.validationCrps).toHaveLength(2);
      expect(control.reports.map((report) => report.epoch)).toEqual([1, 2]);
      expect(control.reports.map((report) => report.validationCrps[0])).toEqual(
        curve.validationCrps,
      );
      expect(control.reports.map((report) => report.trainingLoss[0])).toEqual(curve.trainingLoss);
      expect(validationCrps).toBe(curve.validationCrps[1]);
      expect(boundShare).toBe(0);
    });

    test('a validation score is the CRPS of the weights at that epoch', async () => {
      const swapped = { ...suiteData, test: suiteData.validation };
      const [outcome] = await engine.train({ ...jobOf({}, [1]), data: swapped }, suiteControl());
      const { test, validationCrps } = done(outcome);
      const mean = test.crps.reduce((a, b) => a + b) / test.crps.length;
      expect(Math.abs(validationCrps / mean - 1)).toBeLessThan(tolerance);
    });

    test('a replicate is the same alone, in any stack, and again', async () => {
      const overrides: Overrides = { dropout: 0.2, hidden: [7, 3] };
      const [alone] = (await engine.train(jobOf(overrides, [2]), suiteControl())).map(done);
      const stacked = (await engine.train(jobOf(overrides, [0, 2, 1]), suiteControl())).map(
        done,
      )[1];
      const [again] = (await engine.train(jobOf(overrides, [2]), suiteControl())).map(done);
      expect(again).toEqual(alone);
      if (stackTolerance === 0) {
        expect(stacked).toEqual(alone);
      } else {
        expect(worst(stacked.test.crps, alone.test.crps)).toBeLessThan(stackTolerance);
      }
    });

    test('scores the same wherever the target lies and whatever its unit', async () => {
      const train = async (move: (y: number) => number) => {
        const [outcome] = await engine.train(
          { ...jobOf({ family: 'normal', loss: 'crps' }, [1]), data: moved(suiteData, move) },
          suiteControl(),
        );
        return done(outcome);
      };
      const eighths = (y: number) => Math.round(8 * y) / 8;
      const size = 2 ** 900;
      const base = await train(eighths);
      const far = await train((y) => eighths(y) + 1e15);
      const huge = await train((y) => eighths(y) * size);
      expect(worst(far.test.crps, base.test.crps)).toBeLessThanOrEqual(stackTolerance);
      const crps = huge.test.crps.map((score) => score / size);
      expect(worst(crps, base.test.crps)).toBeLessThanOrEqual(stackTolerance);
      const ratio = huge.validationCrps / size / base.validationCrps;
      expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(stackTolerance);
    });

    test('stops early and keeps the best weights, while the rest of the stack goes on', async () => {
      const overrides = { patience: 2, epochs: 8, learningRate: 0.1 };
      const control = suiteControl();
      const outcomes = (await engine.train(jobOf(overrides, [0, 1, 2]), control)).map(done);
      for (const { curve, bestEpoch, epochs, validationCrps } of outcomes) {
        expect(validationCrps).toBe(Math.min(...curve.validationCrps));
        expect(curve.validationCrps[bestEpoch - 1]).toBe(validationCrps);
        expect(curve.validationCrps).toHaveLength(epochs);
        expect(epochs === 8 || epochs === bestEpoch + 2).toBe(true);
      }
      const lengths = outcomes.map(({ epochs }) => epochs);
      expect(new Set(lengths).size).toBeGreaterThan(1);
      expect(control.reports).toHaveLength(Math.max(...lengths));
      const shortest = lengths.indexOf(Math.min(...lengths));
      expect(control.reports[lengths[shortest]].validationCrps[shortest]).toBeNaN();

      const best = outcomes[shortest];
      const [shorter] = (
        await engine.train(
          jobOf({ ...overrides, patience: null, epochs: best.bestEpoch }, [shortest]),
          suiteControl(),
        )
      ).map(done);
      expect(worst(shorter.test.mus, best.test.mus)).toBeLessThanOrEqual(stackTolerance);
      expect(worst(shorter.parameters, best.parameters)).toBeLessThanOrEqual(stackTolerance);
    });

    test('a learning rate of a million is a failure that says so, not a score', async () => {
      const outcomes = await engine.train(jobOf({ learningRate: 1e6 }), suiteControl());
      expect(outcomes).toEqual(
        [0, 1].map((replicate) => ({
          status: 'failed',
          replicate,
          reason: 'diverged',
          message: expect.stringMatching(/diverged in epoch 1: .* learning rate below 1000000/),
        })),
      );
    });

    test('an abort ends the training with its reason, and the engine can train again', async () => {
      // A clock that leaps at every look makes an engine listen at every chance.
      let ms = 0;
      vi.spyOn(performance, 'now').mockImplementation(() => (ms += 1000));
      const abort = new AbortController();
      const reason = new Error('stopped by the test');
      const control = suiteControl(() => abort.abort(reason), abort.signal);
      await expect(engine.train(jobOf({ epochs: 500 }), control)).rejects.toBe(reason);
      expect(control.reports).toHaveLength(1);
      expect(held()).toBe(heldAtStart);
      await expect(engine.train(jobOf({ epochs: 1 }), suiteControl())).resolves.toHaveLength(2);
    });

    test('a target that cannot be trained on is refused, and nothing is held', async () => {
      const train = { ...suiteData.train, targets: new Float64Array(40) };
      const job = { ...jobOf({}), data: { ...suiteData, train } };
      await expect(engine.train(job, suiteControl())).rejects.toThrow(RangeError);
      expect(held()).toBe(heldAtStart);
    });
  });
}
