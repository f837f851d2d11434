/** The browser's database and how it came to be: migrations in order, each run once, never changed. */
import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type StoreNames,
} from 'idb';

/** Values are `unknown` where they are read: an older or newer page may have written them. */
export interface Schema extends DBSchema {
  tables: { key: string; value: { digest: string; name: string; size: number; bytes: Blob } };
  runs: { key: number; value: Record<string, unknown> };
  /** Keyed by run, variant and replicate. */
  replicates: { key: [number, number, number]; value: unknown };
  /** Predictions of all test rows, keyed by run and variant. */
  predictions: { key: [number, number]; value: unknown };
}

export type Database = IDBPDatabase<Schema>;

const migrations: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore('tables', { keyPath: 'digest' });
    database.createObjectStore('runs', { autoIncrement: true });
    database.createObjectStore('replicates');
    database.createObjectStore('predictions');
  },
];

class MissingFactory extends Error {
  override readonly name = 'MissingFactory';
}

/** @param onEnd the connection is gone: another page needs a newer version, or the browser closed it */
export async function openDatabase(name: string, onEnd: () => void): Promise<Database> {
  if (!globalThis.indexedDB) throw new MissingFactory('There is no IndexedDB here.');
  const database = await openDB<Schema>(name, migrations.length, {
    upgrade(database, from) {
      for (const migrate of migrations.slice(from)) migrate(database);
    },
    blocking() {
      database.close();
      onEnd();
    },
    terminated: onEnd,
  });
  return database;
}

const stores = ['tables', 'runs', 'replicates', 'predictions'] as const;
type Store<N extends StoreNames<Schema>> = IDBPObjectStore<Schema, typeof stores, N, 'readwrite'>;

/**
 * Writes all of it or nothing.
 * @throws what the browser gives as the reason, such as a full disk, rather than that it was aborted
 */
export async function write(
  database: Database,
  requests: (store: <N extends StoreNames<Schema>>(name: N) => Store<N>) => Promise<unknown>,
): Promise<void> {
  const transaction = database.transaction(stores, 'readwrite');
  // Where a request fails first, nobody would wait for it.
  transaction.done.catch(() => undefined);
  try {
    await requests((name) => transaction.objectStore(name));
    await transaction.done;
  } catch (error) {
    throw transaction.error ?? error;
  }
}
