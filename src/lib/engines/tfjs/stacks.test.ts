import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Engine, Job, Outcome } from '../engine.ts';
import { suiteControl, suiteData, suiteExperiment } from '../suite-data.ts';
import { HostStack } from './host-stack.ts';
import { createTfjsEngine } from './engine.ts';
import { batchedProducts, stackedProducts } from './products.ts';
import { planOf } from '../plan.ts';
import type { Stack, StackPlan } from '../stack.ts';
import { TensorStack } from './tensor-stack.ts';
import { train } from '../train.ts';

const job: Job = {
  experiment: { ...suiteExperiment, epochs: 3, dropout: 0.2 },
  seed: 3,
  replicates: [0, 1, 2],
  data: suiteData,
};

const stacks: [string, () => Promise<Engine>, (plan: StackPlan) => Stack][] = [
  ['cpu', () => createTfjsEngine('cpu'), (plan) => new HostStack(plan, batchedProducts)],
  ['wasm', () => createTfjsEngine('wasm'), (plan) => new HostStack(plan, stackedProducts)],
  ['tensors', () => createTfjsEngine('cpu'), (plan) => new TensorStack(plan, batchedProducts)],
];

describe.each(stacks)('a stack on %s', (_, start, stackOf) => {
  async function outcomes(spoil: (plan: StackPlan) => void): Promise<Outcome[]> {
    const engine = await start();
    const plan = planOf(job);
    spoil(plan);
    const stack = stackOf(plan);
    try {
      return await train(job, suiteControl(), plan, stack);
    } finally {
      stack.dispose();
      engine.dispose();
    }
  }

  test('a replicate that becomes NaN fails by itself: the others are what they were', async () => {
    const healthy = await outcomes(() => undefined);
    const spoilt = await outcomes((plan) => plan.initial[1].fill(NaN, 4, 5));
    expect(spoilt[1]).toEqual({
      status: 'failed',
      replicate: 1,
      reason: 'diverged',
      message: expect.stringMatching(/^Replicate 2 diverged in epoch 1: .+\.$/),
    });
    expect([spoilt[0], spoilt[2]]).toEqual([healthy[0], healthy[2]]);
    expect(healthy[1].status).toBe('done');
  });
});

describe('a job', () => {
  afterEach(() => void vi.restoreAllMocks());

  /** Breaths of 40 epochs of a batch each, on a clock that moves by so much at every look at it. */
  async function breathsAt(stepMs: number): Promise<number> {
    let ms = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => (ms += stepMs));
    const engine = await createTfjsEngine('cpu');
    const control = suiteControl();
    const experiment = { ...suiteExperiment, epochs: 40, batchSize: 40 };
    await engine.train({ ...job, experiment }, control);
    engine.dispose();
    return control.breaths();
  }

  /** Before each batch; for each of three replicates before and after it is scored: each epoch and at the end. */
  const chances = 40 + 3 * 2 * (40 + 1);

  test('longer than its breath lets messages in again and again', async () => {
    expect(await breathsAt(40)).toBe(chances);
    expect(await breathsAt(10)).toBe(Math.ceil(chances / 4));
  });

  test('shorter than its breath lets messages in once, before it begins', async () => {
    expect(await breathsAt(0)).toBe(1);
  });
});
