/** Writes to the browser's database in whole transactions. */
import type { IDBPObjectStore, StoreNames } from 'idb';
import type { Database, Schema } from './migrations.ts';

const stores = ['tables', 'runs', 'replicates', 'predictions', 'scores'] as const;
type Store<N extends StoreNames<Schema>> = IDBPObjectStore<Schema, typeof stores, N, 'readwrite'>;
export type Stores = <N extends StoreNames<Schema>>(name: N) => Store<N>;

/**
 * Writes all of it or nothing.
 * @throws what the browser gives as the reason, such as a full disk, rather than that it was aborted
 */
export async function write<T>(
  database: Database,
  requests: (store: Stores) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(stores, 'readwrite');
  // Where a request fails first, nobody would wait for it.
  transaction.done.catch(() => undefined);
  try {
    const value = await requests((name) => transaction.objectStore(name));
    await transaction.done;
    return value;
  } catch (error) {
    throw transaction.error ?? error;
  }
}
