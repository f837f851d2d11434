/** Reads runs one by one, so that one that cannot be read hides no other. */
import {
  isDeleted,
  parsePredictions,
  parseRecord,
  parseResults,
  parseScores,
  wasInterrupted,
  type KeptRun,
  type RunList,
  type RunSummary,
  type UnreadableRun,
} from './kept-run.ts';
import { parseReplicate } from '#lib/experiment/result-schema.ts';
import type { Database } from './migrations.ts';
import { ofRun } from './run-writing.ts';

type Reading =
  | { readonly run: RunSummary }
  | { readonly unreadable: UnreadableRun }
  /** Deleted, or never there. */
  | null;

async function readSummary(
  database: Database,
  id: number,
  held: ReadonlySet<number>,
): Promise<Reading> {
  try {
    const stored = await database.get('runs', id);
    if (stored === undefined || isDeleted(stored)) return null;
    const parsed = parseRecord(stored);
    if (!parsed.ok) return { unreadable: { id, why: parsed.why } };
    const transaction = database.transaction('scores');
    const [keys, values] = await Promise.all([
      transaction.store.getAllKeys(ofRun(id)),
      transaction.store.getAll(ofRun(id)),
    ]);
    const entries = keys.map((key, i) => [key, values[i]] as const);
    const interrupted = await Promise.all(
      entries.map(([key, value]) => value === null && wasLost(database, key)),
    );
    const variants = parseScores(
      parsed.record.study,
      entries.filter((_, i) => !interrupted[i]),
    );
    const replicates = variants.reduce((sum, own) => sum + own.scores.length + own.failed, 0);
    return { run: { id, ...parsed.record, variants, replicates, held: held.has(id) } };
  } catch (error) {
    // The record itself is damaged. Where the connection is gone, every read fails, and that is told as such.
    if (error instanceof DOMException && error.name === 'InvalidStateError') throw error;
    return { unreadable: { id, why: error instanceof Error ? error.message : String(error) } };
  }
}

/** Of a replicate that is kept as failed. */
async function wasLost(database: Database, key: [number, number, number]): Promise<boolean> {
  const result = parseReplicate(await database.get('replicates', key));
  return result !== null && wasInterrupted(result);
}

export async function readList(database: Database, held: ReadonlySet<number>): Promise<RunList> {
  const ids = await database.getAllKeys('runs');
  const readings = await Promise.all(ids.map((id) => readSummary(database, id, held)));
  const runs = readings.flatMap((reading) => (reading && 'run' in reading ? reading.run : []));
  return {
    runs: runs.sort((a, b) => (b.begun ?? 0) - (a.begun ?? 0) || b.id - a.id),
    unreadable: readings.flatMap((reading) =>
      reading && 'unreadable' in reading ? reading.unreadable : [],
    ),
  };
}

/** @returns null where there is no such run, or none that this version can read */
export async function readRun(
  database: Database,
  id: number,
  held: ReadonlySet<number>,
): Promise<KeptRun | null> {
  const reading = await readSummary(database, id, held);
  if (!reading || !('run' in reading)) return null;
  const { study } = reading.run;
  const stored: unknown[] = await database.getAll('replicates', ofRun(id));
  const readable = parseResults(study, stored);
  const results = readable.filter((result) => !wasInterrupted(result));
  const predictions = await Promise.all(
    study.variants.map((_, variant) =>
      // Only pictures are made of them: a damaged one is as good as none.
      database.get('predictions', [id, variant]).then(parsePredictions, () => null),
    ),
  );
  return {
    ...reading.run,
    results,
    predictions,
    lost: stored.length - readable.length,
    interrupted: readable.length - results.length,
  };
}
