import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { History } from '#lib/history/history.ts';
import { Runs } from './runs.svelte.ts';

let databases = 0;
let name: string;
let history: History;
let runs: Runs;
const ends: (() => void)[] = [];

async function kept(title: string): Promise<number> {
  const parsed = parseStudy({ title, replicates: 2 });
  if (!parsed.ok) throw new Error(title);
  const opened = await history.openRun(parsed.study);
  if (opened.status !== 'ok') throw new Error(opened.message);
  await history.setStatus(opened.value, 'stopped');
  return opened.value;
}

beforeEach(() => {
  name = `runs-test-${databases++}`;
  history = new History(name);
  runs = new Runs(history);
});

afterEach(() => {
  for (const end of ends.splice(0)) end();
  history.close();
  indexedDB.deleteDatabase(name);
});

const titles = () => runs.shown.map(({ study }) => study.title);

test('runs are listed, found, renamed and ordered', async () => {
  await kept('First');
  const id = await kept('Second');
  expect(runs.all).toBeNull();
  await runs.read();
  expect(titles()).toEqual(['Second', 'First']);
  runs.query = 'first';
  expect(titles()).toEqual(['First']);
  runs.query = '';
  await runs.rename(id, '  After the seminar ');
  runs.order = 'title';
  expect(titles()).toEqual(['After the seminar', 'First']);
});

test('what is deleted leaves the choice, comes back with undo, and is gone once that is let go', async () => {
  const [one, two] = [await kept('One'), await kept('Two')];
  await runs.read();
  runs.choose(two, true);
  runs.choose(one, true);
  expect(runs.chosen.map(({ id }) => id)).toEqual([two, one]);
  await runs.remove([two]);
  expect(titles()).toEqual(['One']);
  expect(runs.chosen.map(({ id }) => id)).toEqual([one]);
  expect(runs.undoable).toBe('Deleted “Two”.');
  await runs.undo();
  expect(titles()).toEqual(['Two', 'One']);
  await runs.remove([one, two]);
  expect(runs.undoable).toBe('Deleted 2 runs.');
  await runs.forgetDeleted();
  await history.bringBackRuns([one, two]);
  await runs.read();
  expect(titles()).toEqual([]);
});

test('a second deletion lets the first go for good', async () => {
  const [one, two] = [await kept('One'), await kept('Two')];
  await runs.read();
  await runs.remove([one]);
  await runs.remove([two]);
  await runs.undo();
  expect(titles()).toEqual(['Two']);
});

test('a file of one’s own is listed with its runs, deleted at once, and brought back while the page lives', async () => {
  const source = { kind: 'table', name: 'cases.csv', digest: `sha256-${'a'.repeat(64)}` } as const;
  const { digest } = source;
  await history.saveTable({ digest, name: 'cases.csv', bytes: new Blob(['minutes,age\n']) });
  await history.saveTable({ digest: 'another', name: 'bees.csv', bytes: new Blob(['x']) });
  const parsed = parseStudy({ data: { source, target: { column: 'minutes' } } });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  await history.openRun(parsed.study);
  await runs.read();
  const names = () =>
    runs.tables.map((table) => `${table.name} ${table.size} ${runs.runsOf(table)}`);
  expect(names()).toEqual(['bees.csv 1 0', 'cases.csv 12 1']);
  await runs.removeTable(runs.tables[1]!);
  expect(names()).toEqual(['bees.csv 1 0']);
  expect(await history.loadTable(digest)).toEqual({ status: 'ok', value: null });
  expect(runs.undoable).toBe('Deleted the file “cases.csv”.');
  await runs.undo();
  expect(names()).toEqual(['bees.csv 1 0', 'cases.csv 12 1']);
  const kept = await history.loadTable(digest);
  const text = kept.status === 'ok' ? await kept.value?.bytes.text() : '';
  expect(text).toBe('minutes,age\n');
});

test('a run that trains is not deleted', async () => {
  const id = await kept('Training');
  await history.locks.hold(id);
  await runs.read();
  await runs.remove([id]);
  expect(titles()).toEqual(['Training']);
  expect(runs.undoable).toBeNull();
});

test('the list follows what another tab does', async () => {
  await kept('Here');
  ends.push(runs.follow());
  await expect.poll(titles).toEqual(['Here']);
  const other = new History(name);
  ends.push(() => other.close());
  const listed = await other.listRuns();
  const id = listed.status === 'ok' ? (listed.value.runs[0]?.id ?? 0) : 0;
  await other.rename(id, 'There');
  await expect.poll(titles).toEqual(['There']);
  await other.deleteRuns([id]);
  await expect.poll(titles).toEqual([]);
});

test('a page that dies while it trains is seen to have been interrupted', async () => {
  const dying = new History(name);
  const id = await kept('Long');
  await history.setStatus(id, 'open');
  await dying.locks.hold(id);
  ends.push(runs.follow());
  await expect.poll(() => runs.all?.[0]?.held).toBe(true);
  dying.close();
  await expect.poll(() => runs.all?.[0]?.held).toBe(false);
});

test('storage says how much it holds', async () => {
  await runs.read();
  expect(runs.room?.quota).toBeGreaterThan(0);
  expect(runs.room?.used).toBeGreaterThanOrEqual(0);
});
