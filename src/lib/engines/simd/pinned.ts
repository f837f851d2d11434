/** A few trainings and the digest of all that comes of them: the same bytes in Node and every browser, alone or stacked. For tests. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import exp from '@stdlib/math-base-special-exp';
import type { Dataset, Part } from '#lib/data/dataset.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { stream } from '#lib/random/stream.ts';
import type { Engine, Outcome } from '../engine.ts';
import { suiteControl, suiteExperiment } from '../suite-data.ts';

/** Change it only together with the method: it says that old results can no longer be repeated. */
export const PINNED_DIGEST = 'a287257e62c8246a774a0bd690bfcd467aadb48d711d9eaa2b6e24eb2a599d7a';

const WIDTH = 6;

function part(count: number, name: string): Part {
  const random = stream(5, 0, name);
  const inputs = Float32Array.from({ length: count * WIDTH }, () => random.normal());
  const targets = Float64Array.from({ length: count }, (_, row) =>
    exp(4 + 0.4 * inputs[row * WIDTH] + (random.uniform() < 0.3 ? 1 : 0) + 0.3 * random.normal()),
  );
  return { count, rows: Int32Array.from({ length: count }, (_, row) => row), inputs, targets };
}

const experiments: Partial<Experiment>[] = [
  {},
  { loss: 'crps', activation: 'tanh', components: 10, batchSize: 300, weightDecay: 0.1 },
  { family: 'normal', activation: 'elu', dropout: 0.25, streams: 'separate', clipNorm: 0.1 },
  { family: 'normal', loss: 'crps', components: 2, hidden: [], patience: 1 },
  { hidden: [33, 70, 9], dropout: 0.5, learningRate: 0.001 },
];

function numbersOf(outcome: Outcome): ArrayLike<number>[] {
  if (outcome.status !== 'done') throw new Error(outcome.message);
  const { test, curve, validationCrps, boundShare } = outcome;
  const single = [validationCrps, boundShare];
  const { weights, mus, sigmas, crps } = test;
  return [weights, mus, sigmas, crps, curve.trainingLoss, curve.validationCrps, single];
}

/** @param stack replicates that train together, of 4 */
export async function pinnedDigest(engine: Engine, stack: number): Promise<string> {
  const data: Dataset = {
    width: WIDTH,
    features: [],
    encoding: [],
    target: { column: 'y', unit: 'min', shift: 0 },
    train: part(330, 'train'),
    validation: part(150, 'validation'),
    test: part(90, 'test'),
    notices: [],
  };
  const hash = sha256.create();
  for (const overrides of experiments) {
    const experiment = { ...suiteExperiment, hidden: [16, 12], epochs: 3, ...overrides };
    for (let first = 0; first < 4; first += stack) {
      const replicates = [0, 1, 2, 3].slice(first, first + stack);
      const job = { experiment, seed: 3, replicates, data };
      for (const outcome of await engine.train(job, suiteControl())) {
        for (const numbers of numbersOf(outcome)) {
          hash.update(new Uint8Array(Float64Array.from(numbers).buffer));
        }
      }
    }
  }
  return bytesToHex(hash.digest());
}
