/**
 * The connection to the browser's database: opened when it is first needed, and again when it is gone. The
 * browser opens a database one request after the other, also across tabs: a request that waits behind a tab
 * which does not answer may hear nothing at all. Nobody here waits for it without an end.
 */
import { openDB } from 'idb';
import { migrations, type Database, type Schema } from './migrations.ts';

class MissingFactory extends Error {
  override readonly name = 'MissingFactory';
}

/** A page with an older version keeps the database open, and does not let go. */
class Blocked extends Error {
  override readonly name = 'Blocked';
}

/** The browser has not opened the database, and has not said why. */
class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

/** A page that is asked to let go does so at once, unless the browser has put it to sleep. */
const GIVE_UP_AFTER_MS = 3000;

interface Opening {
  readonly database: Promise<Database>;
  /** Rejects once it takes too long; what opens later is used by whoever calls then. */
  readonly tooLong: Promise<never>;
}

export class Connection {
  readonly #name: string;
  #opening: Opening | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  /** @throws Blocked or Unanswered where it takes too long, for every caller until it has opened; or what the browser gives as the reason */
  async get(): Promise<Database> {
    this.#opening ??= this.#open();
    const { database, tooLong } = this.#opening;
    return Promise.race([database, tooLong]);
  }

  close(): void {
    this.#opening?.database.then(
      (database) => database.close(),
      () => undefined,
    );
    this.#opening = null;
  }

  #open(): Opening {
    let blocked = false;
    let giveUp: (error: Error) => void;
    const tooLong = new Promise<never>((_, reject) => (giveUp = reject));
    // Told to whoever asks.
    tooLong.catch(() => undefined);
    const waiting = setTimeout(() => {
      giveUp(
        blocked
          ? new Blocked('Another page has an older version open.')
          : new Unanswered('The browser does not open the database.'),
      );
    }, GIVE_UP_AFTER_MS);
    const gone = () => {
      if (this.#opening === opening) this.#opening = null;
    };
    const database = openNow(this.#name, {
      blocked: () => (blocked = true),
      // From here on it is this page that works, however long it takes.
      upgrading: () => clearTimeout(waiting),
      gone,
    });
    database.catch(gone).finally(() => clearTimeout(waiting));
    const opening: Opening = { database, tooLong };
    return opening;
  }
}

interface Told {
  blocked(): void;
  upgrading(): void;
  /** Another page needs a newer version, or the browser closed it. */
  gone(): void;
}

async function openNow(name: string, { blocked, upgrading, gone }: Told): Promise<Database> {
  if (!globalThis.indexedDB) throw new MissingFactory('There is no IndexedDB here.');
  return openDB<Schema>(name, migrations.length, {
    async upgrade(database, from, _to, transaction) {
      upgrading();
      for (const migrate of migrations.slice(from)) await migrate(database, transaction);
    },
    blocked,
    blocking(_from, _to, event) {
      (event.target as IDBDatabase).close();
      gone();
    },
    terminated: gone,
  });
}
