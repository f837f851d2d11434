import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Dataset } from '#lib/data/dataset.ts';
import type { FinishedReplicate } from '#lib/experiment/result.ts';
import { History } from '#lib/history/history.ts';
import type { Run, RunObserver, RunPlan } from '#lib/schedule/protocol.ts';
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
/** Of the labs opened so far: a page that dies closes its own. */
const histories: History[] = [];

/** Ends every page so far as a crash does. */
function crash(): void {
  for (const history of histories.splice(0)) history.close();
}

beforeEach(() => {
  name = `lab-test-${databases++}`;
  pool = new HandPool();
  localStorage.clear();
});

afterEach(() => {
  crash();
  indexedDB.deleteDatabase(name);
});

/** The browser may let go of a closed page's locks a moment later. */
async function restored(lab: Lab): Promise<void> {
  const phase = async () => {
    await lab.restore();
    return lab.run?.phase;
  };
  await expect.poll(phase).toBe('restored');
}

async function openLab(): Promise<Lab> {
  const history = new History(name);
  histories.push(history);
  const lab = new Lab({
    store: localStorage,
    history,
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
      return runs.status === 'ok' && runs.value.runs[0]?.replicates;
    })
    .toBe(2);

  crash();
  const reloaded = await openLab();
  await restored(reloaded);
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
  // In its own place: there is one run, and it is whole.
  await expect
    .poll(() => kept.listRuns())
    .toMatchObject({
      value: { runs: [{ status: 'finished', replicates: 4 }], unreadable: [] },
    });
});

/** A run that was stopped after one replicate, and the draft is another study now. */
async function stoppedRun(lab: Lab): Promise<number> {
  lab.draft.setReplicates(2);
  lab.draft.setTitle('Stopped');
  await lab.start();
  pool.observer?.onStack(0, [0], 0);
  pool.observer?.onReplicate(done(0, 0), null);
  pool.end('stopped');
  await expect.poll(() => lab.run?.phase).toBe('stopped');
  const kept = new History(name);
  const ids = async () => {
    const runs = await kept.listRuns();
    return runs.status === 'ok' ? runs.value.runs.map((run) => [run.id, run.status]) : [];
  };
  await expect.poll(ids).toEqual([[1, 'stopped']]);
  lab.draft.setSeed(99);
  lab.draft.setTitle('Another');
  return 1;
}

test('a kept run is opened with its study as the draft, which one step back undoes', async () => {
  const lab = await openLab();
  const id = await stoppedRun(lab);
  await lab.open(id, false);
  expect(lab.draft.study).toMatchObject({ title: 'Stopped', seed: 1, replicates: 2 });
  expect(lab.run?.snapshot.finished).toBe(1);
  expect(lab.left).toBe(3);
  expect(lab.draft.undoable).toMatch(/Opened “Stopped”/);
  lab.draft.undo();
  expect(lab.draft.study).toMatchObject({ title: 'Another', seed: 99 });
});

test('a kept run goes on where it was, the draft before still one step back', async () => {
  const lab = await openLab();
  const id = await stoppedRun(lab);
  await lab.open(id, true);
  await expect.poll(() => lab.run?.phase).toBe('starting');
  expect(pool.plan?.finished).toEqual([done(0, 0)]);
  expect(lab.draft.undoable).toMatch(/Opened “Stopped”/);
});

test('a run that was interrupted before its first result begins in its own place', async () => {
  const history = new History(name);
  histories.push(history);
  const lab = await openLab();
  const opened = await history.openRun({ ...lab.draft.study, title: 'Not begun', seed: 5 });
  await lab.open(opened.status === 'ok' ? opened.value : NaN, true);
  await expect.poll(() => lab.run?.phase).toBe('starting');
  expect(lab.run?.study.seed).toBe(5);
  pool.observer?.onReplicate(done(0, 0), null);
  await expect
    .poll(async () => {
      const runs = await history.listRuns();
      return runs.status === 'ok' && runs.value.runs.map((run) => run.replicates);
    })
    .toEqual([1]);
});

test('while a study trains no other run is opened over it, and that is said', async () => {
  const lab = await openLab();
  const id = await stoppedRun(lab);
  await lab.start();
  pool.observer?.onReplicate(done(0, 0), null);
  const running = lab.run;
  await lab.open(id, true);
  expect(lab.run).toBe(running);
  expect(lab.draft.study.title).toBe('Another');
  expect(lab.notice).toMatch(/“Another” is still running/);
});

test('a run that another tab trains is shown, and not trained twice', async () => {
  const other = new History(name);
  histories.push(other);
  const lab = await openLab();
  const id = await stoppedRun(lab);
  await other.locks.hold(id);
  await lab.open(id, true);
  expect(lab.run?.phase).toBe('restored');
  expect(lab.notice).toMatch(/Another tab is training/);
  await lab.continue();
  expect(lab.run?.phase).toBe('restored');
});

test('a run that is not there is named', async () => {
  const lab = await openLab();
  await lab.open(77, false);
  expect(lab.notice).toMatch(/Run 77 is not kept/);
  expect(lab.run).toBeNull();
});

test('a run that ends before its first result leaves nothing behind', async () => {
  const lab = await openLab();
  await lab.start();
  pool.end('stopped');
  await expect.poll(() => lab.run?.phase).toBe('stopped');
  const kept = new History(name);
  await expect
    .poll(async () => {
      const runs = await kept.listRuns();
      return runs.status === 'ok' && runs.value.runs.length;
    })
    .toBe(0);
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

test('two tabs that go on with one run in the same instant: one trains, and the other says so', async () => {
  const lab = await openLab();
  lab.draft.setReplicates(2);
  lab.draft.save();
  await lab.start();
  pool.observer?.onReplicate(done(0, 0), null);
  await expect.poll(() => lab.run?.snapshot.finished).toBe(1);
  crash();
  const tabs = [await openLab(), await openLab()];
  for (const tab of tabs) await restored(tab);
  let began = 0;
  const { start } = pool;
  pool.start = (plan, observer) => {
    began++;
    return start(plan, observer);
  };
  await Promise.all(tabs.map((tab) => tab.continue()));
  expect(tabs.filter((tab) => tab.run?.active)).toHaveLength(1);
  const [other] = tabs.filter((tab) => !tab.run?.active);
  expect(other?.notice).toMatch(/Another tab is training this study/);
  expect(began).toBeLessThanOrEqual(1);
});
