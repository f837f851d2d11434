import { expect, test } from 'vitest';
import { readAssetNode } from '#lib/data/builtin/readAssetNode.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { DataService } from './data-service.ts';
import type { Answer } from './data-protocol.ts';

function spec(data: object): DataSpec {
  const parsed = parseStudy({ data });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.study.data;
}

function value<T>(answer: Answer<T>): T {
  if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
  return answer.value;
}

const CASES = [
  'procedure,surgeon,age,minutes',
  ...Array.from(
    { length: 40 },
    (_, i) => `${i % 2 ? 'hernia' : 'tonsils'},S${i % 3},${i},${20 + i}`,
  ),
].join('\n');

async function opened(service: DataService, text = CASES, name = 'cases.csv') {
  const outcome = await service.openFile(new File([text], name), {}, () => undefined);
  if (outcome.status === 'refused') throw new Error(outcome.message);
  const source = { kind: 'table', name, digest: outcome.digest } as const;
  return { ...outcome, source, data: spec({ source, target: { column: 'minutes' } }) };
}

test('a file is opened, summed up, checked and encoded', async () => {
  const service = new DataService(readAssetNode);
  const { table, data } = await opened(service);
  expect(table.rows).toBe(40);
  expect(table.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ['procedure', 'category'],
    ['surgeon', 'category'],
    ['age', 'number'],
    ['minutes', 'number'],
  ]);
  expect(value(await service.check(data, ['lognormal']))).toMatchObject({
    status: 'ok',
    usable: 40,
  });
  const dataset = value(await service.prepare(data, null));
  expect(dataset.train.count + dataset.validation.count + dataset.test.count).toBe(40);
});

test('the data that are handed over are new arrays each time, with the same numbers', async () => {
  const service = new DataService(readAssetNode);
  const { data } = await opened(service);
  const first = value(await service.prepare(data, null));
  const second = value(await service.prepare(data, null));
  expect(second).toEqual(first);
  expect(second.train.inputs.buffer).not.toBe(first.train.inputs.buffer);
});

test('chosen kinds change the summary and the encoding', async () => {
  const service = new DataService(readAssetNode);
  const { source, data } = await opened(service);
  const kinds = { age: 'category' } as const;
  const summary = value(await service.summary(source, kinds));
  expect(summary.columns.find(({ name }) => name === 'age')?.kind).toBe('category');
  const plain = value(await service.prepare(data, null));
  const chosen = value(await service.prepare({ ...data, kinds }, null));
  expect(chosen.width).not.toBe(plain.width);
});

test('a row is labelled by its first inputs', async () => {
  const service = new DataService(readAssetNode);
  const { data } = await opened(service);
  const asked = { ...data, inputs: ['procedure', 'surgeon', 'age'] };
  expect(value(await service.describeRows(asked, [0, 5]))).toEqual([
    'tonsils, S0, age 0',
    'hernia, S2, age 5',
  ]);
});

test('a run gets its own table after another has been opened', async () => {
  const service = new DataService(readAssetNode);
  const { data } = await opened(service);
  await opened(service, CASES.replace('hernia', 'appendix'), 'other.csv');
  expect(value(await service.prepare(data, null)).train.count).toBe(28);
});

test('a table that was put away is said not to be open; a built-in set is made again', async () => {
  const service = new DataService(readAssetNode);
  const { data } = await opened(service);
  for (const rows of [100, 101, 102]) {
    await service.openBuiltin({ kind: 'builtin', id: 'inverse-sine', rows, seed: 1 }, {});
  }
  expect(await service.prepare(data, null)).toEqual({ status: 'not-open' });
  const builtin = spec({ source: { id: 'inverse-sine', rows: 100 } });
  expect(value(await service.prepare(builtin, null)).train.count).toBe(70);
});

test('data that cannot be prepared are refused in words', async () => {
  const service = new DataService(readAssetNode);
  const { data } = await opened(service);
  const constant = { ...data, target: { ...data.target, column: 'procedure' } };
  expect(await service.prepare(constant, null)).toMatchObject({
    status: 'refused',
    message: expect.stringContaining('procedure'),
  });
});

test('opening another file ends the reading of the one before', async () => {
  const service = new DataService(readAssetNode);
  const long = new File(
    [CASES, ...Array.from({ length: 20_000 }, () => '\nhernia,S1,3,50')],
    'a.csv',
  );
  const first = service.openFile(long, {}, () => undefined);
  const second = service.openFile(new File([CASES], 'b.csv'), {}, () => undefined);
  expect(await first).toMatchObject({
    status: 'refused',
    message: expect.stringContaining('stopped'),
  });
  expect(await second).toMatchObject({ status: 'ok' });
});
