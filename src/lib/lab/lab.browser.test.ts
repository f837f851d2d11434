import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dataset } from '#lib/data/dataset.ts';
import type { FinishedReplicate } from '#lib/experiment/result.ts';
import { History } from '#lib/history/history.ts';
import type { Run, RunObserver, RunPlan } from '#lib/workers/protocol.ts';
import type { DataDoor } from './data-state.svelte.ts';
import { familiesOf, Lab } from './lab.svelte.ts';

const part = (count: number) => ({
  count,
  rows: Int32Array.from({ length: count }, (_, i) => i),
  inputs: new Float32Array(count * 3),
  targets: new Float64Array(count).fill(40),
});

const dataset = (): Dataset => ({
  width: 3,
  features: ['a', 'b', 'c'],
  encoding: [],
  target: { column: 'minutes', unit: 'min', shift: 0 },
  train: part(70),
  validation: part(10),
  test: part(20),
  notices: ['“room” is the same in every row and left out.'],
});

const door: DataDoor = {
  openBuiltin: () => Promise.resolve({ rows: 100, columns: [], notices: [] }),
  openFile: () => Promise.reject(new Error('No file is opened here.')),
  setKinds: () => Promise.resolve({ rows: 100, columns: [], notices: [] }),
  check: () => Promise.resolve({ status: 'ok', usable: 100, missing: 0 }),
  prepare: () => Promise.resolve(dataset()),
  describeRows: () => Promise.resolve([]),
};

function done(variant: number, replicate: number): FinishedReplicate {
  return {
    status: 'done',
    variant,
    replicate,
    validationCrps: 13,
    testCrps: 12 + replicate,
    testLogScore: 4,
    coverage50: 0.5,
    coverage90: 0.9,
    excessCrps: 1,
    curve: { trainingLoss: [1], validationCrps: [13] },
    epochs: 1,
    bestEpoch: 1,
    durationMs: 5,
    boundShare: 0,
  };
}

/** A pool that the test leads. */
class HandPool {
  plan: RunPlan | null = null;
  observer: RunObserver | null = null;
  end: (how: 'finished' | 'stopped') => void = () => undefined;
  start = (plan: RunPlan, observer: RunObserver): Run => {
    this.plan = plan;
    this.observer = observer;
    const done = new Promise<'finished' | 'stopped'>((resolve) => (this.end = resolve));
    return { pause() {}, resume() {}, stop: () => this.end('stopped'), done };
  };
}

let databases = 0;
let name: string;
let pool: HandPool;

beforeEach(() => {
  name = `lab-test-${databases++}`;
  pool = new HandPool();
  localStorage.clear();
});

afterEach(() => {
  indexedDB.deleteDatabase(name);
});

async function openLab(): Promise<Lab> {
  const lab = new Lab({
    store: localStorage,
    history: new History(name),
    door,
    startRun: pool.start,
    cores: 2,
  });
  lab.data.follow(lab.draft.study.data, familiesOf(lab.draft.study));
  await expect.poll(() => lab.data.status).toBe('ready');
  return lab;
}

test('a run gets the data once, and tells what was left out', async () => {
  const lab = await openLab();
  await lab.start();
  expect(lab.run?.phase).toBe('starting');
  expect(lab.run?.notices).toContain('“room” is the same in every row and left out.');
  expect(lab.testRows).toMatchObject({ count: 20, truth: null });
  const first = await pool.plan?.dataset(null);
  const second = await pool.plan?.dataset(null);
  expect(first?.train.count).toBe(70);
  expect(second).not.toBe(first);
});

test('a draft with a problem starts nothing and says where it lies', async () => {
  const lab = await openLab();
  lab.draft.setBase('epochs', 0);
  expect(lab.obstacle).toMatch(/^Training: Expected a whole number/);
  await lab.start();
  expect(lab.run).toBeNull();
});

test('after a reload an interrupted run is shown, and goes on with what is left', async () => {
  const lab = await openLab();
  lab.draft.setReplicates(2);
  lab.draft.save();
  await lab.start();
  pool.observer?.onStack(0, [0, 1], 0);
  pool.observer?.onReplicate(done(0, 1), null);
  pool.observer?.onReplicate(done(0, 0), null);
  const kept = new History(name);
  await expect
    .poll(async () => {
      const runs = await kept.listRuns();
      return runs.status === 'ok' && runs.value[0]?.replicates;
    })
    .toBe(2);

  const reloaded = await openLab();
  await reloaded.restore();
  expect(reloaded.run?.phase).toBe('restored');
  expect(reloaded.left).toBe(2);
  await reloaded.continue();
  expect(pool.plan?.finished.map((result) => [result.variant, result.replicate])).toEqual([
    [0, 0],
    [0, 1],
  ]);
  pool.observer?.onReplicate(done(1, 0), null);
  pool.observer?.onReplicate(done(1, 1), null);
  pool.end('finished');
  await expect.poll(() => reloaded.run?.phase).toBe('finished');
  expect(reloaded.left).toBeNull();
});

test('a run of another study is not shown after a reload', async () => {
  const lab = await openLab();
  await lab.start();
  pool.observer?.onReplicate(done(0, 0), null);
  pool.end('stopped');
  await expect.poll(() => lab.run?.phase).toBe('stopped');
  const reloaded = await openLab();
  reloaded.draft.setSeed(99);
  await reloaded.restore();
  expect(reloaded.run).toBeNull();
});

test('results stay those of their own study when the draft moves on', async () => {
  const lab = await openLab();
  await lab.start();
  expect(lab.outdated).toBe(false);
  lab.draft.setBase('epochs', 3);
  expect(lab.outdated).toBe(true);
  expect(lab.run?.study.base.epochs).toBe(20);
});
