/** Reads runs one by one, so that one that cannot be read hides no other. */
import {
  isDeleted,
  parsePredictions,
  parseRecord,
  parseResults,
  parseScores,
  type KeptRun,
  type RunList,
  type RunSummary,
  type UnreadableRun,
} from './kept-run.ts';
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
    const variants = parseScores(
      parsed.record.study,
      keys.map((key, i) => [key, values[i]]),
    );
    const replicates = variants.reduce((sum, own) => sum + own.scores.length + own.failed, 0);
    return { run: { id, ...parsed.record, variants, replicates, held: held.has(id) } };
  } catch (error) {
    // The record itself is damaged. Where the connection is gone, every read fails, and that is told as such.
    if (error instanceof DOMException && error.name === 'InvalidStateError') throw error;
    return { unreadable: { id, why: error instanceof Error ? error.message : String(error) } };
  }
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
  const results = parseResults(study, stored);
  const predictions = await Promise.all(
    study.variants.map((_, variant) =>
      // Only pictures are made of them: a damaged one is as good as none.
      database.get('predictions', [id, variant]).then(parsePredictions, () => null),
    ),
  );
  return { ...reading.run, results, predictions, lost: stored.length - results.length };
}
