/**
 * How the browser's database came to be: migrations in order, each run once. One that has been released is
 * never changed, since databases out there went through it as it was; what must change is a new one at the
 * end. They use nothing that may change elsewhere, such as today's parsers. See docs/history.md.
 */
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';

/** Values are `unknown` where they are read: an older or newer page may have written them. */
export interface Schema extends DBSchema {
  tables: { key: string; value: { digest: string; name: string; size: number; bytes: Blob } };
  runs: { key: number; value: Record<string, unknown> };
  /** Keyed by run, variant and replicate. */
  replicates: { key: [number, number, number]; value: unknown };
  /** Predictions of all test rows, keyed by run and variant. */
  predictions: { key: [number, number]; value: unknown };
  /** Test CRPS of each replicate, null where it failed, keyed as the replicates: what a list of runs reads. */
  scores: { key: [number, number, number]; value: unknown };
}

export type Database = IDBPDatabase<Schema>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** The score of a replicate as version 1 kept it; undefined where it is none. */
function scoreOfVersion1(stored: unknown): number | null | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { status, testCrps } = stored as Record<string, unknown>;
  if (status === 'failed') return null;
  return status === 'done' && typeof testCrps === 'number' ? testCrps : undefined;
}

export const migrations: readonly ((
  database: Database,
  upgrade: Upgrade,
) => void | Promise<void>)[] = [
  // 1: runs with their replicates, and the user's own tables.
  (database) => {
    database.createObjectStore('tables', { keyPath: 'digest' });
    database.createObjectStore('runs', { autoIncrement: true });
    database.createObjectStore('replicates');
    database.createObjectStore('predictions');
  },
  // 2: scores on their own, so that listing hundreds of runs reads no learning curves.
  async (database, upgrade) => {
    const scores = database.createObjectStore('scores');
    let cursor = await upgrade.objectStore('replicates').openCursor();
    while (cursor) {
      const score = scoreOfVersion1(cursor.value);
      if (score !== undefined) await scores.put(score, cursor.key);
      cursor = await cursor.continue();
    }
  },
];
