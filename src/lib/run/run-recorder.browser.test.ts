import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { environment, finishedReplicate } from '#lib/experiment/results.samples.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { FinishedReplicate } from '#lib/experiment/result.ts';
import { History } from '#lib/history/history.ts';
import { RunRecorder } from './run-recorder.ts';

let databases = 0;
let name: string;
let history: History;

beforeEach(() => {
  name = `recorder-test-${databases++}`;
  history = new History(name);
});

afterEach(() => {
  vi.restoreAllMocks();
  history.close();
  indexedDB.deleteDatabase(name);
});

const parsed = parseStudy({ replicates: 2 });
if (!parsed.ok) throw new Error('The study is valid.');
const { study } = parsed;

function done(variant: number, replicate: number): FinishedReplicate {
  return finishedReplicate(variant, replicate, { testCrps: 1 + replicate });
}

async function listed() {
  const kept = await history.listRuns();
  if (kept.status !== 'ok') throw new Error(kept.message);
  return kept.value.runs.map(({ status, replicates, held }) => ({ status, replicates, held }));
}

/** As Chromium does it: the request fails, and with it the whole transaction. */
function fillDisk(): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore) {
    this.transaction.abort();
    throw new DOMException('Encountered full disk.', 'QuotaExceededError');
  });
}

test('more than twenty runs are kept, every one', async () => {
  for (let i = 0; i < 24; i++) {
    const recorder = new RunRecorder(history, study);
    void recorder.keep(done(0, 0), null);
    void recorder.end('stopped');
    await recorder.id();
  }
  expect(await listed()).toHaveLength(24);
});

test('a run is held from its first result to its end', async () => {
  const recorder = new RunRecorder(history, study);
  recorder.setEnvironment(environment);
  await recorder.keep(done(0, 0), null);
  await recorder.id();
  expect(await listed()).toEqual([{ status: 'open', replicates: 1, held: true }]);
  void recorder.end('stopped');
  await recorder.id();
  await expect.poll(listed).toEqual([{ status: 'stopped', replicates: 1, held: false }]);
});

test('what finds no room is said, and kept as soon as there is some, also after the run has ended', async () => {
  const recorder = new RunRecorder(history, study, null, 10);
  const said: (string | null)[] = [];
  recorder.onproblem = (problem) => said.push(problem);
  await recorder.keep(done(0, 0), null);
  fillDisk();
  const later = Promise.all([recorder.keep(done(0, 1), null), recorder.keep(done(1, 0), null)]);
  await recorder.end('finished');
  expect(await listed()).toEqual([{ status: 'open', replicates: 1, held: false }]);
  expect(said).toEqual([expect.stringContaining('no room')]);
  vi.restoreAllMocks();
  await later;
  await expect.poll(() => said).toEqual([expect.stringContaining('no room'), null]);
  expect(await listed()).toEqual([{ status: 'finished', replicates: 3, held: false }]);
});

test('a run whose storage does not open is kept from its beginning once it does', async () => {
  const open = vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('Internal error.', 'UnknownError');
  });
  const recorder = new RunRecorder(history, study, null, 10);
  const said: (string | null)[] = [];
  recorder.onproblem = (problem) => said.push(problem);
  const kept = recorder.keep(done(0, 0), null);
  await expect.poll(() => said).toEqual([expect.stringContaining('keeps nothing')]);
  await recorder.end('finished');
  open.mockRestore();
  await kept;
  await expect.poll(listed).toEqual([{ status: 'finished', replicates: 1, held: false }]);
});

test('a run that broke off is interrupted, and one that had found nothing is forgotten', async () => {
  const found = new RunRecorder(history, study);
  void found.keep(done(0, 0), null);
  await found.end('broken');
  const empty = new RunRecorder(history, study);
  await empty.end('broken');
  expect(await listed()).toEqual([{ status: 'open', replicates: 1, held: false }]);
});

test('a page that dies before the first result leaves no run', async () => {
  const dying = new History(name);
  const recorder = new RunRecorder(dying, study);
  recorder.setEnvironment(environment);
  expect(await recorder.id()).toBeNull();
  dying.close();
  expect(await listed()).toEqual([]);
});

test('a run deleted while it trains stays deleted', async () => {
  const recorder = new RunRecorder(history, study);
  const said: (string | null)[] = [];
  recorder.onproblem = (problem) => said.push(problem);
  void recorder.keep(done(0, 0), null);
  const id = (await recorder.id()) ?? NaN;
  await history.deleteRuns([id]);
  await history.removeDeleted();
  void recorder.keep(done(0, 1), null);
  void recorder.keep(done(1, 0), null);
  void recorder.end('finished');
  await recorder.id();
  expect(await listed()).toEqual([]);
  expect(said).toEqual([expect.stringContaining('deleted')]);
});

test('a run that goes on keeps its place, or a new one where its own is gone', async () => {
  const first = new RunRecorder(history, study);
  void first.keep(done(0, 0), null);
  void first.end('stopped');
  const id = await first.id();
  const earlier = { id, results: [done(0, 0)], predictions: [] };
  await history.locks.hold(id ?? NaN);
  const second = new RunRecorder(history, study, earlier);
  void second.keep(done(0, 1), null);
  void second.end('stopped');
  expect(await second.id()).toBe(id);
  expect(await listed()).toMatchObject([{ status: 'stopped', replicates: 2 }]);
  await history.deleteRuns([id ?? NaN]);
  await history.removeDeleted();
  const third = new RunRecorder(history, study, earlier);
  void third.keep(done(1, 1), null);
  void third.end('stopped');
  expect(await third.id()).not.toBe(id);
  expect(await listed()).toMatchObject([{ status: 'stopped', replicates: 2 }]);
});
