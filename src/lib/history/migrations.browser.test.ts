import { openDB } from 'idb';
import { afterEach, expect, test } from 'vitest';
import { studyWithoutDefaults } from '#lib/experiment/study-without-defaults.ts';
import { History } from './history.ts';
import { migrations } from './migrations.ts';
import { done, predictions, smallStudy, value } from './testing/fixtures.ts';

let databases = 0;
let name = '';

function fresh(): string {
  return (name = `migrations-test-${databases++}`);
}

afterEach(() => {
  indexedDB.deleteDatabase(name);
});

const failed = {
  status: 'failed',
  variant: 0,
  replicate: 2,
  reason: 'diverged',
  message: 'Training diverged.',
  attempts: 3,
};

/** The database as the first released page made and filled it, written out here and never to be changed. */
async function version1(): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade(database) {
      database.createObjectStore('tables', { keyPath: 'digest' });
      database.createObjectStore('runs', { autoIncrement: true });
      database.createObjectStore('replicates');
      database.createObjectStore('predictions');
    },
  });
  const study = studyWithoutDefaults(smallStudy());
  const run = { study, status: 'finished', begun: 5, changed: 6 };
  await database.add('runs', run);
  await database.add('runs', { ...run, status: 'open', begun: 7 });
  await database.put('replicates', done(0, 0), [1, 0, 0]);
  await database.put('replicates', { ...done(1, 2), testCrps: 2.5 }, [1, 1, 2]);
  await database.put('replicates', failed, [1, 0, 2]);
  await database.put('replicates', 'not a replicate', [2, 0, 0]);
  await database.put('replicates', done(1, 1), [2, 1, 1]);
  await database.put('predictions', predictions, [1, 0]);
  const bytes = new Blob(['minutes,age\n95,4\n']);
  await database.put('tables', { digest: 'sha256-a', name: 'cases.csv', size: 18, bytes });
  database.close();
}

test('a database of version 1 is migrated with everything in it', async () => {
  fresh();
  await version1();
  const history = new History(name);
  const { runs, unreadable } = value(await history.listRuns());
  expect(unreadable).toEqual([]);
  expect(runs.map(({ id, status, replicates }) => [id, status, replicates])).toEqual([
    [2, 'open', 1],
    [1, 'finished', 3],
  ]);
  expect(runs[1]?.variants).toEqual([
    { scores: [{ replicate: 0, score: 1.25 }], failed: 1 },
    { scores: [{ replicate: 2, score: 2.5 }], failed: 0 },
  ]);
  const kept = value(await history.loadRun(1));
  expect(kept?.results).toEqual([done(0, 0), failed, { ...done(1, 2), testCrps: 2.5 }]);
  expect(kept?.predictions).toEqual([predictions, null]);
  expect(await value(await history.loadTable('sha256-a'))?.bytes.text()).toContain('95,4');
});

test('every version on the way arrives at the same stores', async () => {
  for (let version = 1; version <= migrations.length; version++) {
    fresh();
    const database = await openDB(name, version, {
      async upgrade(database, _from, _to, transaction) {
        for (const migrate of migrations.slice(0, version))
          await migrate(database as never, transaction as never);
      },
    });
    database.close();
    const history = new History(name);
    value(await history.listRuns());
    history.close();
    const migrated = await openDB(name);
    expect([...migrated.objectStoreNames]).toEqual([
      'predictions',
      'replicates',
      'runs',
      'scores',
      'tables',
    ]);
    expect(migrated.version).toBe(migrations.length);
    migrated.close();
    indexedDB.deleteDatabase(name);
  }
});

test('a database that a newer page has written is left alone, and that is said', async () => {
  fresh();
  const newer = await openDB(name, migrations.length + 1, {
    upgrade: (database) => void database.createObjectStore('runs', { autoIncrement: true }),
  });
  await newer.add('runs', { of: 'another time' });
  newer.close();
  const history = new History(name);
  const said = { status: 'newer', message: expect.stringMatching(/newer version.*Reload/) };
  expect(await history.listRuns()).toMatchObject(said);
  expect(await history.openRun(smallStudy())).toMatchObject(said);
  const again = await openDB(name);
  expect(await again.getAll('runs')).toEqual([{ of: 'another time' }]);
  again.close();
});

test('a page with the newest version takes over from one that is open with an older', async () => {
  fresh();
  const older = await openDB(name, 1, {
    upgrade: (database) => void migrations[0]?.(database as never, null as never),
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
  await older.add('runs', { study: studyWithoutDefaults(smallStudy()), status: 'finished' });
  expect(value(await new History(name).listRuns()).runs).toHaveLength(1);
});

test('an older page that does not let go is named to everyone who asks, and once it is gone all goes on', async () => {
  fresh();
  const older = await openDB(name, 1, {
    upgrade: (database) => void migrations[0]?.(database as never, null as never),
  });
  const blocked = {
    status: 'unavailable',
    message: expect.stringMatching(/Another tab has an older version/),
  };
  const first = new History(name);
  expect(await Promise.all([first.listRuns(), first.listTables()])).toMatchObject([
    blocked,
    blocked,
  ]);
  expect(await first.listRuns()).toMatchObject(blocked);
  // The browser does not tell whoever waits behind the first.
  const second = new History(name);
  const unanswered = {
    status: 'unavailable',
    message: expect.stringMatching(/does not open its storage/),
  };
  expect(await Promise.all([second.listRuns(), second.openRun(smallStudy())])).toMatchObject([
    unanswered,
    unanswered,
  ]);
  older.close();
  for (const history of [first, second]) {
    await expect.poll(async () => (await history.listRuns()).status).toBe('ok');
    history.close();
  }
});
