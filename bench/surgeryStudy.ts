import { simulateSurgery } from '#lib/data/builtin/simulateSurgery.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import type { Table } from '#lib/data/table.ts';
import { parseStudy } from '#lib/experiment/study-schema.ts';
import type { Study } from '#lib/experiment/study.ts';

/** A study of the built-in surgery set with these fields, every other at its default. */
export function surgeryStudy(fields: object): Study {
  const parsed = parseStudy(fields);
  if (!parsed.ok) throw new Error(parsed.problems[0].message);
  return parsed.study;
}

export function surgeryTable({ data }: Study): Table {
  if (data.source.kind !== 'builtin') throw new Error('The benchmarks train on surgery.');
  return simulateSurgery(data.source.rows, data.source.seed);
}

/** New arrays at each call: they are handed over to a worker. */
export function surgeryData(study: Study, table: Table): Dataset {
  const prepared = prepareDataset(table, study.data, null);
  if (prepared.status === 'refused') throw new Error(prepared.message);
  return prepared.dataset;
}
