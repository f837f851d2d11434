import { expect, test } from 'vitest';
import { loadBuiltin } from '#lib/data/builtin/loadBuiltin.ts';
import { readAssetNode } from '#lib/data/builtin/readAssetNode.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { datasetBuffers } from './dataset-buffers.ts';

test('every array of a dataset is moved, the truth’s too, and none is left behind', async () => {
  const parsed = parseStudy({ data: { source: { id: 'surgery', rows: 100 } } });
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  const { data } = parsed.study;
  if (data.source.kind !== 'builtin') throw new Error('The default data are built in.');
  const table = await loadBuiltin(data.source, readAssetNode);
  const prepared = prepareDataset(table, data, null);
  if (prepared.status === 'refused') throw new Error(prepared.message);
  const { dataset } = prepared;

  const moved = structuredClone(dataset, { transfer: datasetBuffers(dataset) });
  expect(moved.test.truth?.mus.length).toBeGreaterThan(0);
  expect(moved.train.inputs.length).toBe(moved.train.count * moved.width);
  const left = [dataset.train, dataset.validation, dataset.test].flatMap((part) => [
    part.rows.byteLength,
    part.inputs.byteLength,
    part.targets.byteLength,
    part.truth?.weights.byteLength,
    part.truth?.mus.byteLength,
    part.truth?.sigmas.byteLength,
  ]);
  expect(new Set(left)).toEqual(new Set([0]));
});
