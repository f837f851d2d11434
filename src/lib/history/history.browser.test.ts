import { afterEach, expect, test, vi } from 'vitest';
import type { FinishedReplicate, Predictions } from '#lib/experiment/result.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';
import { History } from './history.ts';
import type { Kept } from './kept.ts';

let databases = 0;
const names: string[] = [];

function fresh(): string {
  const name = `history-test-${databases++}`;
  names.push(name);
  return name;
}

afterEach(() => {
  vi.restoreAllMocks();
  for (const name of names.splice(0)) indexedDB.deleteDatabase(name);
});

function value<T>(kept: Kept<T>): T {
  if (kept.status !== 'ok') throw new Error(kept.message);
  return kept.value;
}

function smallStudy(): Study {
  const parsed = parseStudy({ title: 'Kept', replicates: 3, seed: 7 });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.study;
}

function done(variant: number, replicate: number): FinishedReplicate {
  return {
    status: 'done',
    variant,
    replicate,
    validationCrps: 1.5,
    testCrps: 1.25,
    testLogScore: 3,
    coverage50: 0.5,
    coverage90: 0.9,
    excessCrps: null,
    curve: { trainingLoss: [2, NaN], validationCrps: [1.5, 1.5] },
    epochs: 2,
    bestEpoch: 1,
    durationMs: 12,
    boundShare: 0,
  };
}

const predictions: Predictions = {
  components: 1,
  weights: Float32Array.of(1, 1),
  mus: Float32Array.of(3, 4),
  sigmas: Float32Array.of(0.5, 0.25),
  crps: Float64Array.of(1, 2),
  network: { replicate: 2, parameters: Float32Array.of(0.5, -1, 3) },
};

test('a run that is interrupted is found again with every replicate that had finished', async () => {
  const name = fresh();
  const before = new History(name);
  const study = smallStudy();
  const id = value(await before.openRun(study));
  await before.appendReplicate(id, done(1, 2), predictions);
  await before.appendReplicate(id, done(0, 0), null);

  const after = new History(name);
  expect(value(await after.listRuns())).toMatchObject([
    { id, study, status: 'open', environment: null, replicates: 2 },
  ]);
  expect(value(await after.loadRun(id))).toMatchObject({
    results: [done(0, 0), done(1, 2)],
    predictions: [null, predictions],
  });
});

test('predictions kept without their network, or with one that cannot be read, stay readable', async () => {
  const history = new History(fresh());
  const id = value(await history.openRun(smallStudy()));
  const { network: _network, ...older } = predictions;
  await history.appendReplicate(id, done(0, 0), older);
  const damaged = { ...older, network: { replicate: -1, parameters: [1] } as never };
  await history.appendReplicate(id, done(1, 0), damaged);
  expect(value(await history.loadRun(id))?.predictions).toEqual([older, older]);
});

test('a finished run keeps what ran it', async () => {
  const history = new History(fresh());
  const id = value(await history.openRun(smallStudy()));
  const environment = {
    engine: 'wasm',
    workers: 2,
    stack: 8,
    renderer: null,
    runtime: 'Chromium 141',
    hardwareConcurrency: 2,
  };
  await history.setEnvironment(id, environment);
  await history.setStatus(id, 'finished');
  expect(value(await history.listRuns())).toMatchObject([{ status: 'finished', environment }]);
});

test('runs are listed latest first, and deleting one leaves the others whole', async () => {
  const history = new History(fresh());
  const first = value(await history.openRun(smallStudy()));
  const second = value(await history.openRun(smallStudy()));
  await history.appendReplicate(first, done(0, 0), predictions);
  await history.appendReplicate(second, done(0, 1), predictions);
  expect(value(await history.listRuns()).map((run) => run.id)).toEqual([second, first]);
  await history.deleteRun(second);
  expect(value(await history.loadRun(second))).toBeNull();
  expect(value(await history.loadRun(first))?.results).toEqual([done(0, 0)]);
});

test('a table comes back byte for byte by its digest', async () => {
  const history = new History(fresh());
  const bytes = new Blob(['minutes,age\n95,4\n']);
  await history.saveTable({ digest: 'sha256-a', name: 'cases.csv', bytes });
  const table = value(await history.loadTable('sha256-a'));
  expect(table?.name).toBe('cases.csv');
  expect(await table?.bytes.text()).toBe('minutes,age\n95,4\n');
  expect(value(await history.loadTable('sha256-b'))).toBeNull();
});

test('a replicate that cannot be read is left out, so that it is trained again', async () => {
  const name = fresh();
  const history = new History(name);
  const id = value(await history.openRun(smallStudy()));
  await history.appendReplicate(id, done(0, 0), null);
  await history.appendReplicate(id, { ...done(0, 1), testCrps: -1 }, null);
  await history.appendReplicate(id, done(0, 77), null);
  expect(value(await history.loadRun(id))?.results).toEqual([done(0, 0)]);
});

test('without room the outcome says so, and what was kept before is still there', async () => {
  const history = new History(fresh());
  const id = value(await history.openRun(smallStudy()));
  await history.appendReplicate(id, done(0, 0), null);
  // As Chromium does it: the request fails, and with it the whole transaction.
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    this.transaction.abort();
    throw new DOMException('Encountered full disk.', 'QuotaExceededError');
  });
  const full = { status: 'full', message: expect.stringContaining('no room') };
  expect(await history.appendReplicate(id, done(0, 1), predictions)).toMatchObject(full);
  vi.restoreAllMocks();
  expect(value(await history.loadRun(id))?.results).toEqual([done(0, 0)]);
});

test('where the browser keeps nothing, every call says so and none throws', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  });
  const history = new History(fresh());
  const unavailable = { status: 'unavailable', message: expect.stringContaining('keeps nothing') };
  expect(await history.openRun(smallStudy())).toMatchObject(unavailable);
  expect(await history.listRuns()).toMatchObject(unavailable);
  expect(await history.loadTable('sha256-a')).toMatchObject(unavailable);
});
