/**
 * What the data worker does, with no word about its thread: opens tables, keeps the last few, and
 * encodes them. A run asks for its data by the study's own words, so it gets them even after a page has
 * opened another table.
 */
import { checkTarget, type TargetCheck, type TargetFamily } from '#lib/data/checkTarget.ts';
import type { ReadAsset } from '#lib/data/builtin/asset.ts';
import { loadBuiltin } from '#lib/data/builtin/loadBuiltin.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import { importTable } from '#lib/data/import/importTable.ts';
import { prepareDataset } from '#lib/data/prepareDataset.ts';
import type { BuiltinSource, DataSource, DataSpec } from '#lib/data/spec.ts';
import type { Answer, OpenedFile, TableSummary } from './data-protocol.ts';
import { builtinTable, fileTable, type KeptTable } from './kept-table.ts';
import { rowLabel } from './row-label.ts';

const MOST_TABLES = 2;

type Kinds = DataSpec['kinds'];

function nameOf(source: DataSource): string {
  return source.kind === 'table'
    ? source.digest
    : JSON.stringify([source.id, source.rows, source.seed]);
}

export class DataService {
  readonly #readAsset: ReadAsset;
  /** The latest last. */
  readonly #tables = new Map<string, KeptTable>();
  #reading: AbortController | null = null;
  #prepared: { readonly name: string; readonly dataset: Dataset } | null = null;

  constructor(readAsset: ReadAsset) {
    this.#readAsset = readAsset;
  }

  /** @throws Error, with a message for people, where the set's file cannot be loaded */
  async openBuiltin(source: BuiltinSource, kinds: Kinds): Promise<TableSummary> {
    const table = builtinTable(await loadBuiltin(source, this.#readAsset));
    this.#keep(nameOf(source), table);
    return table.summary(kinds);
  }

  /** Ends the reading of a file before it. */
  async openFile(
    file: File,
    kinds: Kinds,
    onProgress: (share: number) => void,
  ): Promise<OpenedFile> {
    this.cancel();
    const reading = new AbortController();
    this.#reading = reading;
    const { signal } = reading;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const imported = await importTable(bytes, file.name, { kinds, signal }, onProgress);
      if (imported.status === 'refused') return imported;
      const table = fileTable(imported.raw, imported, kinds);
      this.#keep(imported.digest, table);
      return { status: 'ok', digest: imported.digest, table: table.summary(kinds) };
    } catch (error) {
      const message = signal.aborted
        ? 'The reading of this file was stopped.'
        : `The file could not be read: ${error instanceof Error ? error.message : String(error)}`;
      return { status: 'refused', message, line: null, column: null };
    } finally {
      if (this.#reading === reading) this.#reading = null;
    }
  }

  /** Ends the reading of a file, if one is being read. */
  cancel(): void {
    this.#reading?.abort();
  }

  summary(source: DataSource, kinds: Kinds): Promise<Answer<TableSummary>> {
    return this.#with(source, (table) => table.summary(kinds));
  }

  check(data: DataSpec, families: readonly TargetFamily[]): Promise<Answer<TargetCheck>> {
    return this.#with(data.source, (table) =>
      checkTarget(table.as(data.kinds), data.target, families),
    );
  }

  /** One label a row, of its first inputs. @param rows numbers in the table, from 0 */
  describeRows(data: DataSpec, rows: readonly number[]): Promise<Answer<string[]>> {
    return this.#with(data.source, (table) =>
      rows.map((row) => rowLabel(table.as(data.kinds), data.inputs, row)),
    );
  }

  /** Arrays of the caller's own: each worker of a run takes its share. */
  async prepare(data: DataSpec, replicate: number | null): Promise<Answer<Dataset>> {
    const name = JSON.stringify([data, replicate]);
    if (this.#prepared?.name === name) {
      return { status: 'ok', value: structuredClone(this.#prepared.dataset) };
    }
    const prepared = await this.#with(data.source, (table) =>
      prepareDataset(table.as(data.kinds), data, replicate),
    );
    if (prepared.status !== 'ok') return prepared;
    if (prepared.value.status === 'refused') return prepared.value;
    const { dataset } = prepared.value;
    this.#prepared = { name, dataset };
    return { status: 'ok', value: structuredClone(dataset) };
  }

  async #with<T>(source: DataSource, use: (table: KeptTable) => T): Promise<Answer<T>> {
    if (source.kind === 'builtin' && !this.#tables.has(nameOf(source))) {
      await this.openBuiltin(source, {});
    }
    const table = this.#tables.get(nameOf(source));
    if (!table) return { status: 'not-open' };
    this.#keep(nameOf(source), table);
    return { status: 'ok', value: use(table) };
  }

  #keep(name: string, table: KeptTable): void {
    this.#tables.delete(name);
    this.#tables.set(name, table);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > MOST_TABLES) this.#tables.delete(oldest);
  }
}
