/**
 * The page's side of the data worker: begun when it is first needed, begun again if it dies. It keeps
 * hold of the files themselves (not their bytes), so that a table which the worker no longer has is
 * opened again without anyone noticing.
 */
import { proxy, type Remote } from 'comlink';
import type { TargetCheck, TargetFamily } from '#lib/data/checkTarget.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import type { BuiltinSource, DataSource, DataSpec } from '#lib/data/spec.ts';
import type { Answer, OpenedFile, TableSummary } from './data-protocol.ts';
import type { DataWorkerApi } from './data.worker.ts';
import { WorkerCrash } from '#lib/schedule/worker-handle.ts';
import { WorkerStart } from './worker-start.ts';

type Kinds = DataSpec['kinds'];

function spawnDataWorker(): Worker {
  return new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module', name: 'data' });
}

export class DataClient {
  readonly #spawn: () => Worker;
  readonly #files = new Map<string, File>();
  #worker: WorkerStart<DataWorkerApi> | null = null;
  /** What was opened last: the table that `setKinds` is about. */
  #source: DataSource | null = null;

  constructor(spawn: () => Worker = spawnDataWorker) {
    this.#spawn = spawn;
  }

  /** @throws Error, with a message for people, where the set cannot be loaded */
  async openBuiltin(source: BuiltinSource, kinds: Kinds = {}): Promise<TableSummary> {
    this.#source = source;
    return this.#ask((remote) => remote.openBuiltin(source, kinds));
  }

  /**
   * Reads a CSV or TSV file; ends the reading of a file before it.
   * @param onProgress share done, 0 to 1
   * @param signal ends the reading, which is then refused
   */
  async openFile(
    file: File,
    kinds: Kinds = {},
    onProgress: (share: number) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<OpenedFile> {
    const cancel = () => void this.#ask((remote) => remote.cancel());
    signal?.addEventListener('abort', cancel);
    try {
      const opened = await this.#ask((remote) => remote.openFile(file, kinds, proxy(onProgress)));
      if (opened.status === 'ok') {
        this.#files.set(opened.digest, file);
        this.#source = { kind: 'table', name: file.name, digest: opened.digest };
      }
      return opened;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** The table that was opened last, its columns read as other kinds. */
  async setKinds(kinds: Kinds): Promise<TableSummary> {
    const source = this.#source;
    if (!source) throw new Error('No table is open. Open one first.');
    return this.#about(source, kinds, (remote) => remote.summary(source, kinds));
  }

  /** Whether the target suits the families of all variants, and what would help if not. */
  check(data: DataSpec, families: readonly TargetFamily[]): Promise<TargetCheck> {
    return this.#about(data.source, data.kinds, (remote) => remote.check(data, families));
  }

  /**
   * The encoded data; its arrays are the caller's own.
   * @throws Error, with a message for people, where there can be none
   */
  prepare(data: DataSpec, replicate: number | null): Promise<Dataset> {
    return this.#about(data.source, data.kinds, (remote) => remote.prepare(data, replicate));
  }

  /** One label a row, such as `tonsillectomy, surgeon 3, age 4`. @param rows numbers in the table, from 0 */
  describeRows(data: DataSpec, rows: readonly number[]): Promise<readonly string[]> {
    return this.#about(data.source, data.kinds, (remote) => remote.describeRows(data, rows));
  }

  /** Ends the worker; the next call begins another. */
  close(): void {
    const worker = this.#worker;
    this.#worker = null;
    worker?.end();
  }

  /** Asks about a table, which is opened again where the worker does not have it. */
  async #about<T>(
    source: DataSource,
    kinds: Kinds,
    question: (remote: Remote<DataWorkerApi>) => Promise<Answer<T>>,
  ): Promise<T> {
    let answer = await this.#ask(question);
    const file = source.kind === 'table' ? this.#files.get(source.digest) : undefined;
    if (answer.status === 'not-open' && file) {
      await this.#ask((remote) =>
        remote.openFile(
          file,
          kinds,
          proxy(() => undefined),
        ),
      );
      answer = await this.#ask(question);
    }
    if (answer.status === 'ok') return answer.value;
    if (answer.status === 'refused') throw new Error(answer.message);
    const name = source.kind === 'table' ? `“${source.name}”` : 'The table';
    throw new Error(`${name} is not open here. Open the file again.`);
  }

  /** Asks again where the worker was lost: nothing that is asked here changes anything. */
  async #ask<T extends Promise<unknown>>(
    question: (remote: Remote<DataWorkerApi>) => T,
  ): Promise<Awaited<T>> {
    const worker = (this.#worker ??= this.#begin());
    try {
      return await worker.ask(question);
    } catch (error) {
      // Closed meanwhile, or begun again by another question: that is not for this one to begin.
      if (!(error instanceof WorkerCrash) || this.#worker !== worker) throw error;
      return (this.#worker = this.#begin()).ask(question);
    }
  }

  #begin(): WorkerStart<DataWorkerApi> {
    return new WorkerStart<DataWorkerApi>(this.#spawn, (remote, line) => remote.attach(line));
  }
}
