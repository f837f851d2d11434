/** What is written for a run, each in one transaction. */
import type { Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import { studyWithoutDefaults } from '#lib/experiment/study-without-defaults.ts';
import type { Study } from '#lib/experiment/study.ts';
import { write, type Stores } from './database.ts';
import { isDeleted } from './kept-run.ts';
import { RunGone } from './kept.ts';
import type { Database } from './migrations.ts';

/** All keys of a run in the stores that are keyed by run first. */
export function ofRun(id: number): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

/** With its first replicates or not at all: a page that dies leaves no run without any. */
export function addRun(
  database: Database,
  study: Study,
  replicates: readonly KeptReplicate[],
): Promise<number> {
  return write(database, async (store) => {
    const run = { study: studyWithoutDefaults(study), status: 'open', begun: Date.now() };
    const id = await store('runs').add(run);
    await putReplicates(store, id, replicates);
    return id;
  });
}

export function putReplicate(
  store: Stores,
  id: number,
  result: ReplicateResult,
  predictions: Predictions | null,
): Promise<unknown>[] {
  const { variant, replicate } = result;
  const key: [number, number, number] = [id, variant, replicate];
  return [
    store('replicates').put(result, key),
    store('scores').put(result.status === 'done' ? result.testCrps : null, key),
    ...(predictions ? [store('predictions').put(predictions, [id, variant])] : []),
  ];
}

/** A result with the predictions that came with it. */
export type KeptReplicate = readonly [result: ReplicateResult, predictions: Predictions | null];

/** @throws RunGone where the run was deleted for good: what has no run would never be found again */
export async function addReplicates(
  database: Database,
  id: number,
  replicates: readonly KeptReplicate[],
): Promise<void> {
  await write(database, async (store) => {
    if ((await store('runs').getKey(id)) === undefined) throw new RunGone(`There is no run ${id}.`);
    await putReplicates(store, id, replicates);
  });
}

function putReplicates(
  store: Stores,
  id: number,
  replicates: readonly KeptReplicate[],
): Promise<unknown[]> {
  return Promise.all(
    replicates.flatMap(([result, predictions]) => putReplicate(store, id, result, predictions)),
  );
}

/** Changes what the run says of itself, as it is now: another tab's changes stay. */
export async function changeRun(
  database: Database,
  id: number,
  change: (run: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  await write(database, async (store) => {
    const run = await store('runs').get(id);
    if (!run) throw new RunGone(`There is no run ${id}.`);
    await store('runs').put(change(run), id);
  });
}

/** Runs that are deleted may be brought back until they are removed. */
export async function setDeleted(
  database: Database,
  ids: readonly number[],
  deleted: boolean,
): Promise<void> {
  await write(database, async (store) => {
    for (const id of ids) {
      const run = await store('runs').get(id);
      if (run === undefined) continue;
      const { deleted: _before, ...kept } = typeof run === 'object' && run ? run : { study: run };
      await store('runs').put(deleted ? { ...kept, deleted: Date.now() } : kept, id);
    }
  });
}

export async function removeRuns(database: Database, ids: readonly number[]): Promise<void> {
  await write(database, (store) =>
    Promise.all(
      ids.flatMap((id) => [
        store('runs').delete(id),
        ...(['replicates', 'predictions', 'scores'] as const).map((name) =>
          store(name).delete(ofRun(id)),
        ),
      ]),
    ),
  );
}

/** Of these, the ones that are deleted; another tab may have brought some back. */
export async function deletedOf(database: Database, ids: readonly number[]): Promise<number[]> {
  const runs = await Promise.all(ids.map((id) => database.get('runs', id)));
  return ids.filter((_, i) => runs[i] !== undefined && isDeleted(runs[i]));
}

/** Ids of runs that were deleted before `before` (milliseconds since 1970). */
export async function deletedBefore(database: Database, before: number): Promise<number[]> {
  const found: number[] = [];
  const transaction = database.transaction('runs');
  let cursor = await transaction.store.openCursor();
  while (cursor) {
    const { deleted } = (cursor.value ?? {}) as Record<string, unknown>;
    if (typeof deleted === 'number' && deleted < before) found.push(cursor.key);
    cursor = await cursor.continue();
  }
  return found;
}
