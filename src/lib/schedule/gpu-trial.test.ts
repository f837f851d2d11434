import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Control, type Engine, type Job, NEVER_LOST } from '#lib/engines/engine.ts';
import { suiteData, suiteExperiment } from '#lib/engines/suite-data.ts';
import { timeStack, TRIAL_EFFORT, type TrialEffort } from './gpu-trial.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An engine whose epochs take so long, and nothing else does. */
function engineOf(epochMs: number) {
  let epochs = 0;
  const engine: Engine = {
    name: 'webgl',
    renderer: 'of the test',
    lost: NEVER_LOST,
    dispose: () => undefined,
    async train({ experiment }: Job, { signal, onEpoch }: Control) {
      const values = new Float64Array(3);
      while (epochs < experiment.epochs) {
        await new Promise((resolve) => setTimeout(resolve, epochMs));
        signal.throwIfAborted();
        onEpoch({ epoch: ++epochs, trainingLoss: values, validationCrps: values });
      }
      return [];
    },
  };
  return { engine, epochs: () => epochs };
}

async function rateOf(engine: Engine, effort: TrialEffort): Promise<number | null> {
  const experiment = { ...suiteExperiment, batchSize: 2 };
  const request = { experiment, seed: 1, replicates: [0, 1, 2], dataKey: 'null', anyGpu: true };
  const trial = timeStack(engine, { ...request, effort }, suiteData);
  const [rate] = await Promise.all([trial, vi.runAllTimersAsync()]);
  return rate;
}

test('a GPU is timed over the epochs after its first, on sixteen batches of each replicate', async () => {
  const { engine, epochs } = engineOf(125);
  // Six epochs end within 800 ms: five after the first.
  expect(await rateOf(engine, TRIAL_EFFORT)).toBe((5 * 16 * 2 * 3) / (5 * 0.125));
  expect(epochs()).toBe(6);
});

test('a trial ends with its epochs where they are done before its time is up', async () => {
  const { engine, epochs } = engineOf(125);
  expect(await rateOf(engine, { ...TRIAL_EFFORT, epochs: 3 })).toBe((16 * 2 * 3) / 0.125);
  expect(epochs()).toBe(3);
});

test('a GPU too slow for two epochs in time is not timed', async () => {
  const { engine, epochs } = engineOf(401);
  expect(await rateOf(engine, TRIAL_EFFORT)).toBeNull();
  expect(epochs()).toBe(1);
});

test('an engine that fails its trial says why', async () => {
  const { engine } = engineOf(1);
  const broken = { ...engine, train: () => Promise.reject(new Error('no program compiles')) };
  await expect(rateOf(broken, TRIAL_EFFORT)).rejects.toThrow('no program compiles');
});
