import { openDB } from 'idb';
import { afterEach, expect, test, vi } from 'vitest';
import { environment } from '#lib/experiment/results.samples.ts';
import { resultFile } from '#lib/experiment/result-file.ts';
import { History } from './history.ts';
import { done, predictions, smallStudy, value } from './testing/fixtures.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
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

test('a run that is interrupted is found again with every replicate that had finished', async () => {
  const name = fresh();
  const before = new History(name);
  const study = smallStudy();
  const id = value(await before.openRun(study));
  await before.appendReplicate(id, done(1, 2), predictions);
  await before.appendReplicate(id, done(0, 0), null);

  const after = new History(name);
  const scores = (replicate: number) => ({ scores: [{ replicate, score: 1.25 }], failed: 0 });
  expect(value(await after.listRuns()).runs).toMatchObject([
    { id, study, status: 'open', environment: null, replicates: 2, held: false },
  ]);
  expect(value(await after.listRuns()).runs[0]?.variants).toEqual([scores(0), scores(2)]);
  expect(value(await after.loadRun(id))).toMatchObject({
    results: [done(0, 0), done(1, 2)],
    predictions: [null, predictions],
    lost: 0,
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

test('predictions that an older page kept in 32 bits, without an origin, are read as doubles', async () => {
  const name = fresh();
  const id = value(await new History(name).openRun(smallStudy()));
  const { origin: _origin, ...rest } = predictions;
  const [mus, sigmas] = [predictions.mus, predictions.sigmas].map((of) => Float32Array.from(of));
  const database = await openDB(name);
  await database.put('predictions', { ...rest, mus, sigmas }, [id, 0]);
  database.close();
  expect(value(await new History(name).loadRun(id))?.predictions).toEqual([
    { ...predictions, origin: 0 },
    null,
  ]);
});

test('a finished run keeps what ran it', async () => {
  const history = new History(fresh());
  const id = value(await history.openRun(smallStudy()));
  await history.setEnvironment(id, environment);
  await history.setStatus(id, 'finished');
  expect(value(await history.listRuns()).runs).toMatchObject([{ status: 'finished', environment }]);
});

test('runs are listed latest first, and deleting one leaves the others whole', async () => {
  const history = new History(fresh());
  const first = value(await history.openRun(smallStudy()));
  const second = value(await history.openRun(smallStudy()));
  await history.appendReplicate(first, done(0, 0), predictions);
  await history.appendReplicate(second, done(0, 1), predictions);
  const ids = async () => value(await history.listRuns()).runs.map((run) => run.id);
  expect(await ids()).toEqual([second, first]);
  await history.deleteRuns([second]);
  expect(await ids()).toEqual([first]);
  expect(value(await history.loadRun(second))).toBeNull();
  expect(value(await history.loadRun(first))?.results).toEqual([done(0, 0)]);
});

test('a deleted run comes back whole until it is removed, and then it is gone from every store', async () => {
  const name = fresh();
  const history = new History(name);
  const id = value(await history.openRun(smallStudy()));
  await history.appendReplicate(id, done(0, 1), predictions);
  await history.deleteRuns([id]);
  await history.bringBackRuns([id]);
  expect(value(await history.loadRun(id))).toMatchObject({ results: [done(0, 1)] });
  await history.deleteRuns([id]);
  await history.removeDeleted(DAY_MS);
  await history.bringBackRuns([id]);
  expect(value(await history.loadRun(id))).not.toBeNull();
  await history.deleteRuns([id]);
  await history.removeDeleted();
  const database = await openDB(name);
  for (const store of ['runs', 'replicates', 'predictions', 'scores'] as const)
    expect(await database.count(store)).toBe(0);
  database.close();
});

test('what another tab writes to a run that was removed is refused in words, and leaves nothing behind', async () => {
  const name = fresh();
  const writing = new History(name);
  const deleting = new History(name);
  const [id, other] = [
    value(await writing.openRun(smallStudy())),
    value(await writing.openRun(smallStudy())),
  ];
  await writing.appendReplicate(other, done(0, 0), null);
  await deleting.deleteRuns([id]);
  await deleting.removeDeleted();
  const gone = { status: 'gone', message: expect.stringContaining('deleted') };
  expect(await writing.appendReplicate(id, done(0, 1), predictions)).toMatchObject(gone);
  expect(await writing.setStatus(id, 'finished')).toMatchObject(gone);
  expect(value(await deleting.listRuns())).toMatchObject({
    runs: [{ id: other, replicates: 1 }],
    unreadable: [],
  });
});

test('a title that one tab changes and a status that another changes are both kept', async () => {
  const name = fresh();
  const [one, two] = [new History(name), new History(name)];
  const id = value(await one.openRun(smallStudy()));
  await Promise.all([one.rename(id, 'For the seminar'), two.setStatus(id, 'finished')]);
  expect(value(await one.listRuns()).runs).toMatchObject([
    { status: 'finished', study: { title: 'For the seminar' } },
  ]);
});

test('a page hears of what another one changes, and not of its own', async () => {
  const name = fresh();
  const [one, two] = [new History(name), new History(name)];
  const heard = { one: 0, two: 0 };
  one.onChange(() => heard.one++);
  two.onChange(() => heard.two++);
  await one.openRun(smallStudy());
  await expect.poll(() => heard.two).toBe(1);
  expect(heard.one).toBe(0);
});

test('a run is held while its page lives, cannot be held twice, and is free when the page is gone', async () => {
  const name = fresh();
  const [training, looking] = [new History(name), new History(name)];
  const id = value(await training.openRun(smallStudy()));
  expect(await training.locks.hold(id)).toBe(true);
  expect(value(await looking.listRuns()).runs).toMatchObject([{ id, held: true }]);
  expect(await looking.locks.hold(id)).toBe(false);
  training.close();
  await expect.poll(async () => value(await looking.listRuns()).runs[0]?.held).toBe(false);
});

test('a result from a link is kept once, with its scores and the link that shows it', async () => {
  const history = new History(fresh());
  const foreign = {
    study: smallStudy(),
    environment: null,
    digest: 'sha256-of-the-scores',
    variants: [
      { done: [{ replicate: 2, testCrps: 1.5 }], failed: [{ replicate: 1 }] },
      { done: [], failed: [] },
    ],
    link: '1:abc',
  };
  const { id, before } = value(await history.adoptResult(foreign));
  expect(before).toBe(false);
  expect(value(await history.listRuns()).runs).toMatchObject([
    {
      id,
      link: '1:abc',
      status: 'stopped',
      replicates: 2,
      variants: [
        { scores: [{ replicate: 2, score: 1.5 }], failed: 1 },
        { scores: [], failed: 0 },
      ],
    },
  ]);
  await history.rename(id, 'From Ada');
  expect(value(await history.adoptResult(foreign))).toEqual({ id, before: true });
  expect(value(await history.adoptResult({ ...foreign, digest: 'another' }))).toMatchObject({
    before: false,
  });
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
  expect(value(await history.loadRun(id))).toMatchObject({ results: [done(0, 0)], lost: 2 });
});

test('a replicate that an older page booked as failed when its worker was lost counts as not trained', async () => {
  const history = new History(fresh());
  const lost = {
    status: 'failed',
    variant: 1,
    replicate: 1,
    reason: 'worker-crashed',
    message: 'The worker was ended, perhaps for want of memory.',
    attempts: 3,
  } as const;
  const diverged = { ...lost, replicate: 2, reason: 'diverged' } as const;
  const id = value(
    await history.openRun(smallStudy(), [
      [done(0, 0), null],
      [lost, null],
      [diverged, null],
    ]),
  );
  await history.setStatus(id, 'finished');
  expect(value(await history.listRuns()).runs).toMatchObject([
    { replicates: 2, variants: [{ failed: 0 }, { failed: 1 }] },
  ]);
  expect(value(await history.loadRun(id))).toMatchObject({
    results: [done(0, 0), diverged],
    lost: 0,
    interrupted: 1,
  });
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

test('without room what was deleted goes first', async () => {
  const name = fresh();
  const history = new History(name);
  const [old, id] = [
    value(await history.openRun(smallStudy())),
    value(await history.openRun(smallStudy())),
  ];
  await history.appendReplicate(old, done(0, 0), predictions);
  await history.deleteRuns([old]);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(function (
    this: IDBObjectStore,
  ) {
    this.transaction.abort();
    throw new DOMException('Encountered full disk.', 'QuotaExceededError');
  });
  expect(await history.appendReplicate(id, done(0, 1), null)).toMatchObject({ status: 'ok' });
  put.mockRestore();
  const database = await openDB(name);
  expect(await database.getAllKeys('runs')).toEqual([id]);
  database.close();
});

test('once the browser opens its storage again, so do the runs', async () => {
  const open = vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
    throw new DOMException('Internal error.', 'UnknownError');
  });
  const history = new History(fresh());
  expect(await history.listRuns()).toMatchObject({ status: 'unavailable' });
  open.mockRestore();
  expect(value(await history.listRuns())).toEqual({ runs: [], unreadable: [] });
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

test('a result that came as a file is kept whole, and once: also where it was saved from a run here', async () => {
  const history = new History(fresh());
  const study = smallStudy();
  const environment = {
    engine: 'simd',
    workers: 2,
    stack: 8,
    renderer: null,
    runtime: 'Chromium 141',
    hardwareConcurrency: 2,
  };
  const file = resultFile(study, environment, [done(0, 0), done(1, 2)]);
  const { id, before } = value(await history.adoptFile(file));
  expect(before).toBe(false);
  expect(value(await history.loadRun(id))).toMatchObject({
    results: [done(0, 0), done(1, 2)],
    environment,
    link: null,
    status: 'stopped',
  });
  const renamed = { ...file, study: { ...study, title: 'Renamed' } };
  expect(value(await history.adoptFile(renamed))).toEqual({ id, before: true });

  const own = value(await history.openRun(study));
  await history.appendReplicate(own, done(0, 1), predictions);
  const saved = resultFile(study, environment, [done(0, 1)]);
  expect(value(await history.adoptFile(saved))).toEqual({ id: own, before: true });
  await history.deleteRuns([own]);
  expect(value(await history.adoptFile(saved)).before).toBe(false);
});
