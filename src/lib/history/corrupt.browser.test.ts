/** Whatever lies in the database, what can be read is shown, and what cannot is named. */
import { openDB, type IDBPDatabase } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { studyWithoutDefaults } from '#lib/experiment/study-without-defaults.ts';
import { History } from './history.ts';
import { done, predictions, smallStudy, value } from './testing/fixtures.ts';

let databases = 0;
let name: string;
let history: History;
let database: IDBPDatabase;
let sound: number;

beforeEach(async () => {
  name = `corrupt-test-${databases++}`;
  history = new History(name);
  sound = value(await history.openRun(smallStudy()));
  await history.appendReplicate(sound, done(0, 0), predictions);
  database = await openDB(name);
});

afterEach(() => {
  database.close();
  history.close();
  indexedDB.deleteDatabase(name);
});

const study = studyWithoutDefaults(smallStudy());

describe('a run record', () => {
  test.each<[string, unknown, RegExp]>([
    ['that is text', 'a run', /expected a run, got string/],
    ['that is null', null, /expected a run, got null/],
    ['that is a list', [], /expected a study/],
    ['without a study', { status: 'finished', begun: 1 }, /expected a study/],
    ['whose study is of a later version', { study: { ...study, version: 2 } }, /version: .*got 2/],
    ['whose study has an impossible value', { study: { ...study, replicates: 0 } }, /replicates/],
    ['whose study has a field unknown here', { study: { ...study, priors: [] } }, /priors|fields/],
  ])('%s is named as unreadable, and hides no other', async (_case, record, why) => {
    const id = await database.add('runs', record);
    const { runs, unreadable } = value(await history.listRuns());
    expect(runs.map((run) => run.id)).toEqual([sound]);
    expect(unreadable).toEqual([{ id, why: expect.stringMatching(why) }]);
    expect(value(await history.loadRun(id as number))).toBeNull();
    expect(value(await history.loadRun(sound))?.results).toEqual([done(0, 0)]);
  });

  test('that cannot be read can be deleted and brought back', async () => {
    const id = (await database.add('runs', 'a run')) as number;
    await history.deleteRuns([id]);
    expect(value(await history.listRuns()).unreadable).toEqual([]);
    await history.bringBackRuns([id]);
    expect(value(await history.listRuns()).unreadable).toMatchObject([{ id }]);
  });

  test.each<[string, object, object]>([
    ['a status of another time', { status: 'archived' }, { status: 'stopped' }],
    ['no status', { status: undefined }, { status: 'stopped' }],
    ['a date that is text', { begun: 'yesterday' }, { begun: null }],
    ['a date that is no number', { begun: NaN }, { begun: null }],
    ['a date that no calendar has', { begun: 8.7e15 }, { begun: null }],
    ['an environment cut short', { environment: { engine: 'simd' } }, { environment: null }],
    ['a link that is none', { link: 7 }, { link: null }],
  ])('with %s is shown without it', async (_case, fields, expected) => {
    const id = await database.add('runs', { study, status: 'finished', begun: 9, ...fields });
    const { runs, unreadable } = value(await history.listRuns());
    expect(unreadable).toEqual([]);
    expect(runs.find((run) => run.id === id)).toMatchObject(expected);
  });
});

describe('a score', () => {
  test.each<[string, unknown]>([
    ['that is text', '1.5'],
    ['that is negative', -1],
    ['that is no number', NaN],
    ['that is infinite', Infinity],
  ])('%s counts as not there', async (_case, score) => {
    await database.put('scores', score, [sound, 0, 1]);
    expect(value(await history.listRuns()).runs[0]?.variants[0]).toEqual({
      scores: [{ replicate: 0, score: 1.25 }],
      failed: 0,
    });
  });

  test.each<[string, IDBValidKey]>([
    ['of a variant that the study has not', [1, 7, 0]],
    ['of a replicate that the study has not', [1, 0, 99]],
    ['under a key of another shape', [1, 'x']],
  ])('%s counts as not there', async (_case, key) => {
    await database.put('scores', 1, key);
    expect(value(await history.listRuns()).runs[0]?.replicates).toBe(1);
  });
});

test.each<[string, unknown]>([
  ['text', 'predictions'],
  ['cut short', { ...predictions, mus: new Float32Array(1) }],
  ['with an origin that is text', { ...predictions, origin: '7' }],
  ['lists instead of arrays', { ...predictions, weights: [1, 1] }],
])('predictions that are %s are left out, and the scores stay', async (_case, stored) => {
  await database.put('predictions', stored, [sound, 0]);
  expect(value(await history.loadRun(sound))).toMatchObject({
    results: [done(0, 0)],
    predictions: [null, null],
  });
});

test('orphans of a run that is not there hurt nothing', async () => {
  await database.put('replicates', done(0, 0), [99, 0, 0]);
  await database.put('scores', 1, [99, 0, 0]);
  expect(value(await history.listRuns()).runs.map((run) => run.id)).toEqual([sound]);
  expect(value(await history.loadRun(99))).toBeNull();
});
