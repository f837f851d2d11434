import { simulateSurgery } from '#lib/data/builtin/simulateSurgery.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import type { Study } from '#lib/experiment/study.ts';

/** The encoded data of a lecture's study; new arrays at each call. @throws Error */
export function raceData({ data }: Study): Dataset {
  if (data.source.kind !== 'builtin') throw new Error('A lecture’s data are simulated.');
  const table = simulateSurgery(data.source.rows, data.source.seed);
  const prepared = prepareDataset(table, data, null);
  if (prepared.status === 'refused') throw new Error(prepared.message);
  return prepared.dataset;
}
