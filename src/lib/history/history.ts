/**
 * What the browser keeps: tables of the user's own by their digest, and runs with their replicates as
 * they come, so that a closed tab resumes. Every method says what came of it; none throws.
 */
import type { ResultFile } from '#lib/experiment/result-file.ts';
import type { Environment, Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import { Changes } from './changes.ts';
import { Connection } from './connection.ts';
import { write } from './database.ts';
import type { Adopted, ForeignResult } from './foreign-results.ts';
import type { KeptRun, RunList, RunStatus } from './kept-run.ts';
import { keptNot, type Kept } from './kept.ts';
import type { Database } from './migrations.ts';
import { RunLocks } from './run-locks.ts';
import { readList, readRun } from './run-reading.ts';
import {
  addReplicates,
  addRun,
  changeRun,
  deletedBefore,
  deletedOf,
  removeRuns,
  setDeleted,
  type KeptReplicate,
} from './run-writing.ts';

export interface KeptTable {
  readonly digest: string;
  readonly name: string;
  /** The file as it was opened. */
  readonly bytes: Blob;
}

/** A table's file as a list of them has it. */
export interface KeptTableSummary {
  readonly digest: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export class History {
  readonly #changes: Changes;
  /** Which runs a page is training: it holds them as long as it lives, and not longer. */
  readonly locks: RunLocks;
  readonly #connection: Connection;

  constructor(name = 'crps-lab') {
    this.#connection = new Connection(name);
    this.#changes = new Changes(name);
    this.locks = new RunLocks(name);
  }

  /** Keeps a table's file, so that a study that names it runs again after a reload. */
  saveTable({ digest, name, bytes }: KeptTable): Promise<Kept<void>> {
    return this.#change(async (database) => {
      const table = { digest, name, size: bytes.size, bytes };
      await write(database, (store) => store('tables').put(table));
    });
  }

  loadTable(digest: string): Promise<Kept<KeptTable | null>> {
    return this.#attempt(async (database) => {
      const stored = await database.get('tables', digest);
      if (!stored || !(stored.bytes instanceof Blob)) return null;
      return { digest, name: String(stored.name), bytes: stored.bytes };
    });
  }

  /** By name, the largest last among those of one name. */
  listTables(): Promise<Kept<KeptTableSummary[]>> {
    return this.#attempt(async (database) => {
      const stored: unknown[] = await database.getAll('tables');
      return stored
        .flatMap(summaryOfTable)
        .sort((a, b) => a.name.localeCompare(b.name) || a.size - b.size);
    });
  }

  /** At once and for good: who deletes a file of their own wants it gone. */
  deleteTable(digest: string): Promise<Kept<void>> {
    return this.#change((database) =>
      write(database, async (store) => store('tables').delete(digest)),
    );
  }

  /** Begins to keep a run, with what it has found so far. @returns its id */
  openRun(study: Study, replicates: readonly KeptReplicate[] = []): Promise<Kept<number>> {
    return this.#change((database) => addRun(database, study, replicates));
  }

  /** Keeps one result, and the predictions that came with it. */
  appendReplicate(
    id: number,
    result: ReplicateResult,
    predictions: Predictions | null,
  ): Promise<Kept<void>> {
    return this.appendReplicates(id, [[result, predictions]]);
  }

  /** Keeps them all, or none. */
  appendReplicates(id: number, replicates: readonly KeptReplicate[]): Promise<Kept<void>> {
    return this.#change((database) => addReplicates(database, id, replicates));
  }

  setEnvironment(id: number, environment: Environment): Promise<Kept<void>> {
    return this.#change((database) => changeRun(database, id, (run) => ({ ...run, environment })));
  }

  /** An interrupted run that goes on is opened again by its status. */
  setStatus(id: number, status: RunStatus): Promise<Kept<void>> {
    return this.#change((database) => changeRun(database, id, (run) => ({ ...run, status })));
  }

  rename(id: number, title: string): Promise<Kept<void>> {
    return this.#change((database) =>
      changeRun(database, id, (run) => ({
        ...run,
        study: { ...(run.study as Record<string, unknown>), title },
      })),
    );
  }

  /** Keeps a result that came by link. */
  adoptResult(result: ForeignResult): Promise<Kept<Adopted>> {
    return this.#change(async (database) => {
      const { addForeign } = await import('./foreign-results.ts');
      return addForeign(database, result);
    });
  }

  /** Keeps a result that came as a file. */
  adoptFile(file: ResultFile): Promise<Kept<Adopted>> {
    return this.#change(async (database) => {
      const { addResultFile } = await import('./foreign-results.ts');
      return addResultFile(database, file);
    });
  }

  /** The latest first, and by name those that cannot be read. */
  listRuns(): Promise<Kept<RunList>> {
    return this.#attempt(async (database) => readList(database, await this.locks.held()));
  }

  /** @returns null where there is no such run, or none that this version can read */
  loadRun(id: number): Promise<Kept<KeptRun | null>> {
    return this.#attempt(async (database) => readRun(database, id, await this.locks.held()));
  }

  /** They are no longer listed, and may be brought back until they are removed. */
  deleteRuns(ids: readonly number[]): Promise<Kept<void>> {
    return this.#change((database) => setDeleted(database, ids, true));
  }

  bringBackRuns(ids: readonly number[]): Promise<Kept<void>> {
    return this.#change((database) => setDeleted(database, ids, false));
  }

  /** Gives back the room of those of these runs that are deleted: they cannot be brought back. */
  removeRuns(ids: readonly number[]): Promise<Kept<void>> {
    return this.#attempt(async (database) => removeRuns(database, await deletedOf(database, ids)));
  }

  /** Gives back the room of what was deleted at least `ageMs` ago. */
  removeDeleted(ageMs = 0): Promise<Kept<void>> {
    return this.#attempt(async (database) => {
      const ids = await deletedBefore(database, Date.now() - ageMs + 1);
      if (ids.length > 0) await removeRuns(database, ids);
    });
  }

  /** Calls when another page has changed what is kept. @returns ends it */
  onChange(listener: () => void): () => void {
    return this.#changes.listen(listener);
  }

  /** As when the page dies: what it was training is no longer held. */
  close(): void {
    this.locks.releaseAll();
    this.#changes.close();
    this.#connection.close();
  }

  async #change<T>(work: (database: Database) => Promise<T>): Promise<Kept<T>> {
    let kept = await this.#attempt(work);
    if (kept.status === 'full') {
      // What was deleted makes room first.
      await this.removeDeleted();
      kept = await this.#attempt(work);
    }
    if (kept.status === 'ok') this.#changes.announce();
    return kept;
  }

  async #attempt<T>(work: (database: Database) => Promise<T>): Promise<Kept<T>> {
    try {
      return { status: 'ok', value: await work(await this.#connection.get()) };
    } catch (error) {
      return keptNot(error);
    }
  }
}

/** Without a digest it could be neither found nor deleted; anything else may be missing. */
function summaryOfTable(stored: unknown): KeptTableSummary[] {
  const { digest, name, bytes } = (stored ?? {}) as Record<string, unknown>;
  if (typeof digest !== 'string') return [];
  const size = bytes instanceof Blob ? bytes.size : 0;
  return [{ digest, name: typeof name === 'string' ? name : 'a file without a name', size }];
}
