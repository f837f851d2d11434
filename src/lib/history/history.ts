/**
 * What the browser keeps: tables of the user's own by their digest, and runs with their replicates as
 * they come, so that a closed tab resumes. Every method says what came of it; none throws.
 */
import type { Environment, Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import { studyWithoutDefaults } from '#lib/experiment/study-without-defaults.ts';
import type { Study } from '#lib/experiment/study.ts';
import { openDatabase, write, type Database } from './database.ts';
import {
  parsePredictions,
  parseResults,
  parseSummary,
  type KeptRun,
  type RunStatus,
  type RunSummary,
} from './kept-run.ts';
import { keptNot, type Kept } from './kept.ts';

export interface KeptTable {
  readonly digest: string;
  readonly name: string;
  /** The file as it was opened. */
  readonly bytes: Blob;
}

/** All keys of a run in the stores that are keyed by run first. */
function ofRun(id: number): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}

export class History {
  readonly #name: string;
  #opening: Promise<Database> | null = null;

  constructor(name = 'crps-lab') {
    this.#name = name;
  }

  /** Keeps a table's file, so that a study that names it runs again after a reload. */
  saveTable({ digest, name, bytes }: KeptTable): Promise<Kept<void>> {
    return this.#attempt(async (database) => {
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

  /** Begins to keep a run. @returns its id */
  openRun(study: Study): Promise<Kept<number>> {
    return this.#attempt(async (database) => {
      const now = Date.now();
      return database.add('runs', {
        study: studyWithoutDefaults(study),
        status: 'open',
        begun: now,
        changed: now,
      });
    });
  }

  /** Keeps one result, and the predictions that came with it. */
  appendReplicate(
    id: number,
    result: ReplicateResult,
    predictions: Predictions | null,
  ): Promise<Kept<void>> {
    return this.#attempt(async (database) => {
      const { variant, replicate } = result;
      await write(database, (store) =>
        Promise.all([
          store('replicates').put(result, [id, variant, replicate]),
          ...(predictions ? [store('predictions').put(predictions, [id, variant])] : []),
        ]),
      );
    });
  }

  setEnvironment(id: number, environment: Environment): Promise<Kept<void>> {
    return this.#change(id, { environment });
  }

  /** An interrupted run that goes on is opened again by its status. */
  setStatus(id: number, status: RunStatus): Promise<Kept<void>> {
    return this.#change(id, { status });
  }

  /** The latest first; a run that this version cannot read is left out. */
  listRuns(): Promise<Kept<RunSummary[]>> {
    return this.#attempt(async (database) => {
      const ids = await database.getAllKeys('runs');
      const runs = await Promise.all(ids.map((id) => summaryOf(database, id)));
      return runs.filter((run) => run !== null).sort((a, b) => b.begun - a.begun || b.id - a.id);
    });
  }

  /** @returns null where there is no such run, or none that this version can read */
  loadRun(id: number): Promise<Kept<KeptRun | null>> {
    return this.#attempt(async (database) => {
      const summary = await summaryOf(database, id);
      if (!summary) return null;
      const { study } = summary;
      const results = parseResults(study, await database.getAll('replicates', ofRun(id)));
      const predictions = await Promise.all(
        study.variants.map(async (_, variant) =>
          parsePredictions(await database.get('predictions', [id, variant])),
        ),
      );
      return { ...summary, results, predictions };
    });
  }

  deleteRun(id: number): Promise<Kept<void>> {
    return this.#attempt(async (database) => {
      await write(database, (store) =>
        Promise.all([
          store('runs').delete(id),
          store('replicates').delete(ofRun(id)),
          store('predictions').delete(ofRun(id)),
        ]),
      );
    });
  }

  #change(id: number, fields: Record<string, unknown>): Promise<Kept<void>> {
    return this.#attempt(async (database) => {
      await write(database, async (store) => {
        const run = await store('runs').get(id);
        // Deleted in another tab, perhaps: there is nothing to change.
        if (run) await store('runs').put({ ...run, ...fields, changed: Date.now() }, id);
      });
    });
  }

  async #attempt<T>(work: (database: Database) => Promise<T>): Promise<Kept<T>> {
    try {
      this.#opening ??= openDatabase(this.#name, () => (this.#opening = null));
      return { status: 'ok', value: await work(await this.#opening) };
    } catch (error) {
      return keptNot(error);
    }
  }
}

async function summaryOf(database: Database, id: number): Promise<RunSummary | null> {
  const [stored, replicates] = await Promise.all([
    database.get('runs', id),
    database.count('replicates', ofRun(id)),
  ]);
  return parseSummary(id, stored, replicates);
}
