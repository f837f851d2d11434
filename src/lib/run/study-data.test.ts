import { expect, test } from 'vitest';
import type { Dataset } from '#lib/data/dataset.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import { suiteData } from '#lib/engines/suite-data.ts';
import { openStudyData } from './study-data.ts';

function study(perReplicate: boolean) {
  const parsed = parseStudy({ version: 1, data: { split: { perReplicate } } });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.study;
}

/** Counts what it is asked for, and gives other arrays each time. */
function preparing() {
  const asked: (number | null)[] = [];
  const prepare = async (_: unknown, replicate: number | null): Promise<Dataset> => {
    asked.push(replicate);
    return { ...suiteData };
  };
  return { asked, prepare };
}

test('the first data is given once, as it is; then it is encoded anew for each worker', async () => {
  const { asked, prepare } = preparing();
  const { first, dataset } = await openStudyData(study(false), prepare);
  expect(await dataset(null)).toBe(first);
  expect(await dataset(null)).not.toBe(first);
  expect(asked).toEqual([null, null]);
});

test('with a split for each replicate the first is that of the first to be trained', async () => {
  const { asked, prepare } = preparing();
  const { first, dataset } = await openStudyData(study(true), prepare, 3);
  expect(await dataset(4)).not.toBe(first);
  expect(await dataset(3)).toBe(first);
  expect(await dataset(3)).not.toBe(first);
  expect(asked).toEqual([3, 4, 3]);
});
