import { expect, test } from 'vitest';
import type { Dataset, Part } from '#lib/data/dataset.ts';
import type { Environment, ReplicateResult } from '#lib/experiment/result.ts';
import { finishedReplicate as finished } from '#lib/experiment/results.samples.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { GpuVerdict } from './gpu-verdict.ts';
import type { Compute, RunObserver, RunPlan } from './protocol.ts';
import { Schedule } from './schedule.ts';
import {
  TrainingInterrupted,
  WorkerCrash,
  type GpuTrial,
  type TrainReply,
  type TrainRequest,
  type WorkerHandle,
} from './worker-handle.ts';

function study(fields: object): Study {
  const parsed = parseStudy(fields);
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.study;
}

const part: Part = {
  count: 100,
  rows: new Int32Array(0),
  inputs: new Float32Array(0),
  targets: new Float64Array(0),
};
const dataset: Dataset = {
  width: 1,
  features: ['x'],
  encoding: [],
  target: { column: 'y', unit: '', shift: 0 },
  train: part,
  validation: part,
  test: part,
  notices: [],
};

function trained({ variant, replicates }: TrainRequest): TrainReply {
  const predictions = {
    components: 1,
    origin: 0,
    weights: new Float32Array(1),
    mus: new Float64Array(1),
    sigmas: new Float64Array(1),
    crps: new Float64Array(1),
  };
  return {
    status: 'trained',
    finished: replicates.map((replicate) => finished(variant, replicate)),
    setbacks: [],
    predictions,
  };
}

type Train = (request: TrainRequest, worker: number) => TrainReply | Promise<TrainReply>;

/** Workers whose training is a function, and what the run told. */
class Rig {
  readonly requests: TrainRequest[] = [];
  readonly held: string[] = [];
  readonly results: ReplicateResult[] = [];
  readonly notices: string[] = [];
  readonly environments: Environment[] = [];
  readonly withPredictions: number[] = [];
  opened = 0;
  terminated = 0;
  asked: (number | null)[] = [];
  /** What a GPU's trial comes to; null: there is no way to one. */
  trial: GpuTrial | null = null;
  reasons: string[] = [];
  readonly verdicts = new Map<string, GpuVerdict>();

  readonly #train: Train;

  constructor(train: Train = trained) {
    this.#train = train;
  }

  run(fields: object, compute: Partial<Compute> = {}, done: readonly ReplicateResult[] = []) {
    const plan: RunPlan = {
      study: study(fields),
      compute: { engine: 'auto', workers: 'auto', stack: 'auto', ...compute },
      dataset: async (replicate) => {
        this.asked.push(replicate);
        return dataset;
      },
      finished: done,
    };
    return new Schedule(plan, this.observer, {
      open: () => this.#open(),
      hardwareConcurrency: 2,
      runtime: 'test',
      gpu: this.trial
        ? {
            always: true,
            memory: {
              recall: (model) => this.verdicts.get(model) ?? null,
              remember: (model, verdict) => void this.verdicts.set(model, verdict),
            },
          }
        : undefined,
    });
  }

  get observer(): RunObserver {
    return {
      onDecision: ({ reason }) => this.reasons.push(reason),
      onEnvironment: (environment) => this.environments.push(environment),
      onStack: () => undefined,
      onEpoch: () => undefined,
      onReplicate: (result, predictions) => {
        this.results.push(result);
        if (predictions) this.withPredictions.push(result.variant);
      },
      onNotice: (message) => this.notices.push(message),
    };
  }

  #open(): WorkerHandle {
    const worker = this.opened++;
    let abort: () => void = () => undefined;
    const aborted = new Promise<TrainReply>((resolve) => {
      abort = () => resolve({ status: 'aborted' });
    });
    return {
      start: async (engine) => ({ engine, renderer: null, notices: [] }),
      tryGpu: async () => this.trial ?? { status: 'unfit', why: 'none.' },
      hold: async (key) => void this.held.push(key),
      train: async (request) => {
        this.requests.push(request);
        return Promise.race([this.#train(request, worker), aborted]);
      },
      pause: () => undefined,
      resume: () => undefined,
      abort,
      terminate: () => void this.terminated++,
    };
  }
}

const key = ({ variant, replicate }: ReplicateResult) => `${variant}:${replicate}`;

test('every replicate of every variant is reported once', async () => {
  const rig = new Rig();
  expect(await rig.run({ replicates: 20 }).done).toBe('finished');
  expect(rig.results).toHaveLength(40);
  expect(new Set(rig.results.map(key)).size).toBe(40);
  expect(rig.opened).toBe(2);
  expect(rig.terminated).toBe(2);
});

test('the data cross to each worker once, and predictions come once a variant', async () => {
  const rig = new Rig();
  await rig.run({ replicates: 20 }, { stack: 2 }).done;
  expect(rig.asked).toEqual([null, null]);
  expect(rig.held).toEqual(['null', 'null']);
  expect(rig.withPredictions.sort()).toEqual([0, 1]);
});

test('a split per replicate asks for the data of each replicate and trains them one by one', async () => {
  const rig = new Rig();
  await rig.run({ replicates: 3, data: { split: { perReplicate: true } } }, { workers: 1 }).done;
  expect(rig.requests.every((request) => request.replicates.length === 1)).toBe(true);
  expect(rig.asked).toEqual([0, 1, 2]);
});

test('replicates that are finished already are not trained again', async () => {
  const rig = new Rig();
  const done = [0, 1].map((replicate) => finished(0, replicate));
  await rig.run({ replicates: 3 }, {}, done).done;
  expect(rig.results.map(key).sort()).toEqual(['0:2', '1:0', '1:1', '1:2']);
  expect(rig.withPredictions).toEqual([1]);
});

test('a worker that crashes is replaced and its stack begun again', async () => {
  let crashes = 0;
  const rig = new Rig((request) => {
    if (crashes++ === 0) throw new WorkerCrash('killed');
    return trained(request);
  });
  expect(await rig.run({ replicates: 8 }, { workers: 1, stack: 4 }).done).toBe('finished');
  expect(new Set(rig.results.map(key)).size).toBe(16);
  expect(rig.results.every((result) => result.status === 'done')).toBe(true);
  expect(rig.opened).toBe(2);
  expect(rig.notices).toEqual(['Worker 1 is replaced. killed']);
});

test('a replicate that brings every worker down interrupts the run, and fails neither itself nor another', async () => {
  const rig = new Rig((request) => {
    if (request.variant === 0 && request.replicates.includes(2)) throw new WorkerCrash('killed');
    return trained(request);
  });
  const { done } = rig.run({ replicates: 4 }, { workers: 2, stack: 4 });
  await expect(done).rejects.toThrow(new TrainingInterrupted('killed'));
  expect(rig.results.map(key).sort()).toEqual(['0:0', '0:1', '0:3', '1:0', '1:1', '1:2', '1:3']);
  expect(rig.results.every((result) => result.status === 'done')).toBe(true);
  expect(rig.terminated).toBeGreaterThanOrEqual(rig.opened);
});

test('workers that cannot be loaded interrupt the run, with nothing failed', async () => {
  const rig = new Rig(() => {
    throw new WorkerCrash('The worker could not be loaded.');
  });
  await expect(rig.run({ replicates: 4 }, { workers: 2 }).done).rejects.toThrow(
    new TrainingInterrupted('The worker could not be loaded.'),
  );
  expect(rig.results).toEqual([]);
  expect(rig.opened).toBe(10);
});

test('a worker that is lost again and again leaves the work to the others', async () => {
  const rig = new Rig((request, worker) => {
    if (worker !== 0) throw new WorkerCrash('killed');
    return inTime(request);
  });
  expect(await rig.run({ replicates: 16 }, { workers: 2, stack: 1 }).done).toBe('finished');
  expect(rig.results).toHaveLength(32);
  expect(rig.opened).toBe(6);
});

test('however often workers are killed, no replicate is booked as failed or trained for good twice', async () => {
  let calls = 0;
  const rig = new Rig((request) => {
    if (calls++ % 3 !== 0) throw new WorkerCrash('killed');
    return trained(request);
  });
  expect(await rig.run({ replicates: 32 }, { workers: 1, stack: 4 }).done).toBe('finished');
  expect(new Set(rig.results.map(key)).size).toBe(64);
  expect(rig.results).toHaveLength(64);
  expect(rig.results.every((result) => result.status === 'done')).toBe(true);
});

test('an error that training repeats by itself fails the replicate, with its reason', async () => {
  const rig = new Rig((request) =>
    request.variant === 0 && request.replicates.includes(2)
      ? { status: 'broken', reason: 'engine-error', message: 'It came to a wrong end.' }
      : trained(request),
  );
  expect(await rig.run({ replicates: 4 }, { workers: 2, stack: 4 }).done).toBe('finished');
  expect(rig.results.filter((result) => result.status === 'failed')).toEqual([
    {
      status: 'failed',
      variant: 0,
      replicate: 2,
      reason: 'engine-error',
      message: 'It came to a wrong end.',
      attempts: 3,
    },
  ]);
  expect(rig.results).toHaveLength(8);
});

test('where training fails by itself for every replicate, every one is told as failed', async () => {
  const rig = new Rig(() => ({ status: 'broken', reason: 'engine-error', message: 'No.' }));
  expect(await rig.run({ replicates: 8 }, { workers: 1, stack: 1 }).done).toBe('finished');
  expect(rig.results.map(({ status }) => status)).toEqual(Array(16).fill('failed'));
});

test('only the replicates that diverge are trained again, three times in all', async () => {
  const rig = new Rig((request) => {
    const reply = trained(request);
    if (reply.status !== 'trained') return reply;
    return {
      ...reply,
      finished: reply.finished.filter((result) => result.replicate % 2 === 0),
      setbacks: request.replicates
        .filter((replicate) => replicate % 2 === 1)
        .map((replicate) => ({ replicate, reason: 'diverged', message: 'NaN' })),
    };
  });
  await rig.run({ replicates: 4, variants: [{ name: 'a' }] }, { workers: 1, stack: 4 }).done;
  expect(rig.requests.map((request) => request.replicates)).toEqual([
    [0, 1, 2, 3],
    [1, 3],
    [1, 3],
  ]);
  expect(rig.results.map((result) => [result.replicate, result.status])).toEqual([
    [0, 'done'],
    [2, 'done'],
    [1, 'failed'],
    [3, 'failed'],
  ]);
});

test('a lost context ends the worker, and another one finishes', async () => {
  const rig = new Rig((request, worker) =>
    worker === 0
      ? { status: 'broken', reason: 'context-lost', message: 'The GPU went away.' }
      : trained(request),
  );
  await rig.run({ replicates: 4 }, { workers: 1 }).done;
  expect(rig.opened).toBe(2);
  expect(rig.terminated).toBeGreaterThanOrEqual(2);
  expect(rig.results.every((result) => result.status === 'done')).toBe(true);
});

test('an idle worker stays for a stack that another one hands back', async () => {
  let fail: () => void = () => undefined;
  const failing = new Promise<never>((_, reject) => {
    fail = () => reject(new WorkerCrash('killed'));
  });
  const rig: Rig = new Rig((request) => {
    if (rig.requests.length === 1) return failing;
    if (rig.requests.length === 2) setTimeout(fail);
    return trained(request);
  });
  await rig.run({ replicates: 2, variants: [{ name: 'a' }] }, { workers: 2, stack: 1 }).done;
  expect(rig.results).toHaveLength(2);
});

test('a stop ends the run and keeps what was reported', async () => {
  const rig: Rig = new Rig((request) =>
    rig.requests.length > 2 ? new Promise<never>(() => undefined) : trained(request),
  );
  const run = rig.run({ replicates: 8 }, { workers: 2, stack: 2 });
  while (rig.requests.length < 4) await new Promise((resolve) => setTimeout(resolve));
  run.stop();
  expect(await run.done).toBe('stopped');
  expect(rig.results).toHaveLength(4);
});

test('a stop ends even a run whose data never come', async () => {
  const rig = new Rig();
  const run = new Schedule(
    {
      study: study({}),
      compute: { engine: 'auto', workers: 1, stack: 1 },
      dataset: () => new Promise(() => undefined),
      finished: [],
    },
    rig.observer,
    {
      open: () => {
        throw new Error('no worker is needed');
      },
      hardwareConcurrency: 1,
      runtime: 'test',
    },
  );
  run.stop();
  expect(await run.done).toBe('stopped');
});

test('while paused no stack begins, and a resumed run finishes', async () => {
  const rig = new Rig();
  const run = rig.run({ replicates: 8 }, { workers: 1, stack: 1 });
  run.pause();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(rig.requests).toHaveLength(0);
  run.resume();
  expect(await run.done).toBe('finished');
  expect(rig.results).toHaveLength(16);
});

test('data that cannot be prepared end the run with the reason', async () => {
  const rig = new Rig();
  const run = new Schedule(
    {
      study: study({}),
      compute: { engine: 'auto', workers: 1, stack: 1 },
      dataset: async () => {
        throw new Error('The target is constant.');
      },
      finished: [],
    },
    rig.observer,
    {
      open: () => {
        throw new Error('no worker is needed');
      },
      hardwareConcurrency: 1,
      runtime: 'test',
    },
  );
  await expect(run.done).rejects.toThrow('The target is constant.');
});

test('what runs is told once, with what was chosen', async () => {
  const rig = new Rig();
  await rig.run({ replicates: 32 }).done;
  expect(rig.environments).toEqual([
    {
      engine: 'simd',
      workers: 2,
      stack: 8,
      renderer: null,
      runtime: 'test',
      hardwareConcurrency: 2,
    },
  ]);
});

const timed = (rate: number): GpuTrial => ({
  status: 'timed',
  started: { engine: 'webgl', renderer: 'GPU X', notices: [] },
  renderer: 'GPU X',
  rate,
});

/** As slow as a real worker would be, so that there is something left to help with. */
async function inTime(request: TrainRequest): Promise<TrainReply> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return trained(request);
}

test('a GPU that is faster than a worker joins the queue, with larger stacks, and its verdict is kept', async () => {
  const rig = new Rig(inTime);
  rig.trial = timed(1e9);
  expect(await rig.run({ replicates: 64, variants: [{ name: 'a' }] }, { stack: 2 }).done).toBe(
    'finished',
  );
  expect(rig.opened).toBe(3);
  expect(rig.terminated).toBe(3);
  expect(new Set(rig.results.map(key)).size).toBe(64);
  expect(rig.results).toHaveLength(64);
  expect(Math.max(...rig.requests.map((request) => request.replicates.length))).toBe(32);
  expect(rig.environments.at(-1)).toMatchObject({ engine: 'simd + webgl', workers: 3 });
  expect(rig.reasons.at(-1)).toMatch(/webgl takes up to 32 .*GPU X trains 1,000 M rows a second/);
  expect([...rig.verdicts.values()]).toMatchObject([{ status: 'measured', gpuRate: 1e9 }]);
});

test('a GPU that is slower than a worker stays out, and so it is said', async () => {
  const rig = new Rig(inTime);
  rig.trial = timed(1);
  await rig.run({ replicates: 16, variants: [{ name: 'a' }] }, { stack: 2 }).done;
  expect(rig.environments.at(-1)).toMatchObject({ engine: 'simd', workers: 2 });
  expect(rig.reasons.at(-1)).toContain('The GPU stays out');
  expect(rig.terminated).toBe(rig.opened);
});

test('a GPU takes only the model that it was tried on: the heaviest', async () => {
  const rig = new Rig(inTime);
  rig.trial = timed(1e9);
  const variants = [
    { name: 'light', hidden: [4] },
    { name: 'heavy', hidden: [400] },
  ];
  await rig.run({ replicates: 24, variants }, { stack: 2 }).done;
  const joined = rig.requests.filter((request) => request.replicates.length > 2);
  expect(joined.length).toBeGreaterThan(0);
  expect(joined.every((request) => request.variant === 1)).toBe(true);
  expect(rig.results).toHaveLength(48);
});

test('an engine that was chosen is the only one that runs', async () => {
  const rig = new Rig(inTime);
  rig.trial = timed(1e9);
  await rig.run({ replicates: 16 }, { engine: 'simd' }).done;
  expect(rig.environments.at(-1)?.engine).toBe('simd');
  expect(rig.verdicts.size).toBe(0);
});

test('a GPU that breaks leaves, and what it held is trained by the others', async () => {
  const rig = new Rig(async (request) =>
    request.replicates.length > 2
      ? { status: 'broken', reason: 'context-lost', message: 'The GPU went away.' }
      : inTime(request),
  );
  rig.trial = timed(1e9);
  await rig.run({ replicates: 40, variants: [{ name: 'a' }] }, { stack: 2 }).done;
  expect(rig.results.map((result) => result.status)).toEqual(Array(40).fill('done'));
  expect(rig.notices.join()).toContain('The GPU went away.');
});
