/** Opens the browser's database, and writes to it in whole transactions. */
import { openDB, type IDBPObjectStore, type StoreNames } from 'idb';
import { migrations, type Database, type Schema } from './migrations.ts';

class MissingFactory extends Error {
  override readonly name = 'MissingFactory';
}

/** A page with an older version keeps the database open, and does not answer. */
class Blocked extends Error {
  override readonly name = 'Blocked';
}

/** Such a page closes the database at once when asked, unless the browser has put it to sleep. */
const GIVE_UP_AFTER_MS = 3000;

/** @param onEnd the connection is gone: another page needs a newer version, or the browser closed it */
export async function openDatabase(name: string, onEnd: () => void): Promise<Database> {
  if (!globalThis.indexedDB) throw new MissingFactory('There is no IndexedDB here.');
  return new Promise((resolve, reject) => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let gaveUp = false;
    const giveUp = () => {
      gaveUp = true;
      reject(new Blocked('Another page has an older version open.'));
    };
    openDB<Schema>(name, migrations.length, {
      async upgrade(database, from, _to, transaction) {
        for (const migrate of migrations.slice(from)) await migrate(database, transaction);
      },
      blocked: () => (waiting = setTimeout(giveUp, GIVE_UP_AFTER_MS)),
      blocking(_from, _to, event) {
        (event.target as IDBDatabase).close();
        onEnd();
      },
      terminated: onEnd,
    }).then((database) => {
      clearTimeout(waiting);
      if (gaveUp) database.close();
      else resolve(database);
    }, reject);
  });
}

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
