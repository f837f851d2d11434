import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { FinishedReplicate } from '#lib/experiment/result.ts';
import { History } from '#lib/history/history.ts';
import { RunKeeper } from './run-keeper.ts';

let databases = 0;
let name: string;
let history: History;

beforeEach(() => {
  name = `keeper-test-${databases++}`;
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
  return {
    status: 'done',
    variant,
    replicate,
    validationCrps: 2,
    testCrps: 1 + replicate,
    testLogScore: 3,
    coverage50: 0.5,
    coverage90: 0.9,
    excessCrps: null,
    curve: { trainingLoss: [2], validationCrps: [2] },
    epochs: 1,
    bestEpoch: 1,
    durationMs: 5,
    boundShare: 0,
  };
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
    const keeper = new RunKeeper(history, study);
    keeper.keep(done(0, 0), null);
    keeper.end('stopped');
    await keeper.id();
  }
  expect(await listed()).toHaveLength(24);
});

test('a run is held from its beginning to its end', async () => {
  const keeper = new RunKeeper(history, study);
  await keeper.id();
  expect(await listed()).toEqual([{ status: 'open', replicates: 0, held: true }]);
  keeper.keep(done(0, 0), null);
  keeper.end('stopped');
  await keeper.id();
  await expect.poll(listed).toEqual([{ status: 'stopped', replicates: 1, held: false }]);
});

test('what finds no room is said once, and kept as soon as there is some', async () => {
  const keeper = new RunKeeper(history, study);
  const said: string[] = [];
  keeper.onproblem = (message) => said.push(message);
  keeper.keep(done(0, 0), null);
  await keeper.id();
  fillDisk();
  keeper.keep(done(0, 1), null);
  keeper.keep(done(1, 0), null);
  await keeper.id();
  expect(await listed()).toMatchObject([{ status: 'open', replicates: 1 }]);
  expect(said).toEqual([expect.stringContaining('no room')]);
  vi.restoreAllMocks();
  keeper.keep(done(1, 1), null);
  keeper.end('finished');
  await keeper.id();
  expect(await listed()).toMatchObject([{ status: 'finished', replicates: 4 }]);
  expect(said).toHaveLength(1);
});

test('a run that broke off keeps what it had found, and one that had found nothing is forgotten', async () => {
  const found = new RunKeeper(history, study);
  found.keep(done(0, 0), null);
  found.end('broken');
  const empty = new RunKeeper(history, study);
  empty.end('broken');
  await Promise.all([found.id(), empty.id()]);
  expect(await listed()).toMatchObject([{ status: 'stopped', replicates: 1 }]);
});

test('a run deleted while it trains stays deleted', async () => {
  const keeper = new RunKeeper(history, study);
  const said: string[] = [];
  keeper.onproblem = (message) => said.push(message);
  keeper.keep(done(0, 0), null);
  const id = (await keeper.id()) ?? NaN;
  await history.deleteRuns([id]);
  await history.removeDeleted();
  keeper.keep(done(0, 1), null);
  keeper.keep(done(1, 0), null);
  keeper.end('finished');
  await keeper.id();
  expect(await listed()).toEqual([]);
  expect(said).toEqual([expect.stringContaining('deleted')]);
});

test('a run that goes on keeps its place, or a new one where its own is gone', async () => {
  const first = new RunKeeper(history, study);
  first.keep(done(0, 0), null);
  first.end('stopped');
  const id = await first.id();
  const earlier = { id, results: [done(0, 0)], predictions: [] };
  const second = new RunKeeper(history, study, earlier);
  second.keep(done(0, 1), null);
  second.end('stopped');
  expect(await second.id()).toBe(id);
  expect(await listed()).toMatchObject([{ status: 'stopped', replicates: 2 }]);
  await history.deleteRuns([id ?? NaN]);
  await history.removeDeleted();
  const third = new RunKeeper(history, study, earlier);
  third.keep(done(1, 1), null);
  third.end('stopped');
  expect(await third.id()).not.toBe(id);
  expect(await listed()).toMatchObject([{ status: 'stopped', replicates: 2 }]);
});
