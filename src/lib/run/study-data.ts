import type { Dataset } from '#lib/data/dataset.ts';
import type { DataSpec } from '#lib/data/spec.ts';
import type { Study } from '#lib/experiment/study.ts';

/**
 * Encodes a study's data; new arrays at each call, as they are handed over to a worker. With a split for each
 * replicate it is asked with the replicate's index, else with null. Rejects, in words, where the data does not suit.
 */
export type PrepareData = (data: DataSpec, replicate: number | null) => Promise<Dataset>;

export interface StudyData {
  /** Of the first replicate that is trained: how large a run is, and what to say of its data. */
  readonly first: Dataset;
  /** As a run's plan asks for it. The first is given as it is, once: its arrays move to a worker then. */
  dataset(replicate: number | null): Promise<Dataset>;
}

/** @param from index of the first replicate that is trained */
export async function openStudyData(
  { data }: Study,
  prepare: PrepareData,
  from = 0,
): Promise<StudyData> {
  const key = data.split.perReplicate ? from : null;
  const first = await prepare(data, key);
  let given = false;
  return {
    first,
    async dataset(replicate) {
      if (given || replicate !== key) return prepare(data, replicate);
      given = true;
      return first;
    },
  };
}
