import { afterEach, expect, test } from 'vitest';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { DataClient } from './data-client.ts';

const workers: Worker[] = [];
const client = new DataClient(() => {
  const worker = new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  return worker;
});

afterEach(() => client.close());

const CASES = [
  'procedure,age,minutes',
  ...Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'hernia' : 'tonsils'},${i},${20 + i}`),
].join('\n');

async function openCases() {
  const shares: number[] = [];
  const opened = await client.openFile(new File([CASES], 'cases.csv'), {}, (share) =>
    shares.push(share),
  );
  if (opened.status === 'refused') throw new Error(opened.message);
  const source = { kind: 'table', name: 'cases.csv', digest: opened.digest };
  const parsed = parseStudy({ data: { source, target: { column: 'minutes' } } });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return { opened, shares, data: parsed.study.data };
}

test('a file is read in the worker, with progress, and its data come back to the page', async () => {
  const { opened, shares, data } = await openCases();
  expect(opened.table.rows).toBe(40);
  expect(shares.at(-1)).toBe(1);
  expect(await client.check(data, ['lognormal'])).toMatchObject({ status: 'ok' });
  const dataset = await client.prepare(data, null);
  expect(dataset.train.inputs.length).toBe(dataset.train.count * dataset.width);
  expect(await client.describeRows(data, [1])).toEqual(['hernia, age 1, minutes 21']);
  expect((await client.setKinds({ age: 'category' })).columns[1].kind).toBe('category');
});

test('a file that cannot be used is refused with the reason, and the table before it stays', async () => {
  const { data } = await openCases();
  expect(await client.openFile(new File([''], 'empty.csv'))).toMatchObject({
    status: 'refused',
    message: expect.stringContaining('empty'),
  });
  expect((await client.prepare(data, null)).train.count).toBe(28);
});

test('a data worker that is killed is begun again, and the file opened again without being asked for', async () => {
  const { data } = await openCases();
  workers.at(-1)?.terminate();
  expect((await client.prepare(data, null)).train.count).toBe(28);
});

test('the flights come from the package’s file', async () => {
  const table = await client.openBuiltin({ kind: 'builtin', id: 'flights', rows: 200, seed: 1 });
  expect(table.rows).toBe(200);
});

test('a refused preparation rejects with a message for people', async () => {
  const { data } = await openCases();
  const target = { ...data.target, column: 'hours' };
  await expect(client.prepare({ ...data, target }, null)).rejects.toThrow(
    'There is no column “hours”',
  );
});
