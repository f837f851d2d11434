/**
 * The data of the draft as the page sees it: opened in a worker, profiled, its target checked. It follows
 * the draft; what comes late for a draft that has moved on is dropped.
 */
import type { TargetCheck, TargetFamily } from '#lib/data/checkTarget.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import type { ColumnProfile } from '#lib/data/profileTable.ts';
import type { DataSource, DataSpec } from '#lib/data/spec.ts';
import type { History } from '#lib/history/history.ts';
import type { DataClient } from '#lib/workers/data-client.ts';
import type { TableSummary } from '#lib/workers/data-protocol.ts';
import { suggestTarget } from './suggest-target.ts';
import type { StudyDraft } from './study-draft.svelte.ts';

/** What the page asks of the data worker. */
export type DataDoor = Pick<
  DataClient,
  'openBuiltin' | 'openFile' | 'setKinds' | 'check' | 'prepare' | 'describeRows'
>;

export type DataStatus =
  | 'loading'
  | 'ready'
  /** The study names a file that is not kept here. */
  | 'missing'
  | 'failed';

function sameSource(a: DataSource | null, b: DataSource): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

export class DataState {
  readonly #door: DataDoor;
  readonly #history: History;
  #status = $state<DataStatus>('loading');
  #problem = $state<string | null>(null);
  #progress = $state<number | null>(null);
  #table = $state.raw<TableSummary | null>(null);
  #check = $state.raw<TargetCheck | null>(null);
  #taken = $state(0);
  #keptNotice = $state<string | null>(null);
  /** What is open in the worker, or being opened. */
  #source: DataSource | null = null;
  #kinds = '{}';
  #checked = '';
  #opening = 0;
  #taking = 0;
  #checking: Promise<void> = Promise.resolve();

  constructor(door: DataDoor, history: History) {
    this.#door = door;
    this.#history = history;
  }

  get status(): DataStatus {
    return this.#status;
  }

  /** Why there is no data, or why the file that came cannot be used; in words. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Share of the file read, 0 to 1; null while no file is being read. */
  get progress(): number | null {
    return this.#progress;
  }

  get columns(): readonly ColumnProfile[] {
    return this.#table?.columns ?? [];
  }

  get rows(): number | null {
    return this.#table?.rows ?? null;
  }

  get notices(): readonly string[] {
    const own = this.#table?.notices ?? [];
    return this.#keptNotice ? [...own, this.#keptNotice] : own;
  }

  /** How many files have come, usable or not: each is a reason to look at the data. */
  get taken(): number {
    return this.#taken;
  }

  /** Whether the target suits the study; null until it is known. */
  get check(): TargetCheck | null {
    return this.#check;
  }

  /** Why a run cannot start for the data's sake, in words. */
  get obstacle(): string | null {
    if (this.#status === 'loading') return 'The data is still being read.';
    if (this.#status !== 'ready') return this.#problem ?? 'There is no data.';
    return this.#check?.status === 'refused' ? this.#check.message : null;
  }

  /** Brings the worker to what the draft says. Called whenever the draft may have changed. */
  follow(data: DataSpec, families: readonly TargetFamily[]): void {
    if (!sameSource(this.#source, data.source)) {
      void this.#open(data.source, data.kinds);
    } else if (JSON.stringify(data.kinds) !== this.#kinds && this.#status === 'ready') {
      void this.#rekind(data.kinds);
    }
    if (this.#status === 'ready') this.#checkTarget(data, families);
  }

  /** Resolves once the latest question about the target is answered. */
  settled(): Promise<void> {
    return this.#checking;
  }

  async #open(source: DataSource, kinds: DataSpec['kinds']): Promise<void> {
    const opening = ++this.#opening;
    this.#source = source;
    this.#kinds = JSON.stringify(kinds);
    this.#status = 'loading';
    this.#problem = null;
    this.#check = null;
    this.#checked = '';
    try {
      const table = await this.#tableOf(source, kinds, opening);
      if (opening !== this.#opening || table === null) return;
      this.#table = table;
      this.#status = 'ready';
    } catch (error) {
      if (opening === this.#opening) this.#fail('failed', messageOf(error));
    }
  }

  #fail(status: DataStatus, problem: string): void {
    this.#status = status;
    this.#problem = problem;
    this.#table = null;
  }

  async #tableOf(
    source: DataSource,
    kinds: DataSpec['kinds'],
    opening: number,
  ): Promise<TableSummary | null> {
    if (source.kind === 'builtin') return this.#door.openBuiltin(source, kinds);
    const kept = await this.#history.loadTable(source.digest);
    if (opening !== this.#opening) return null;
    if (kept.status !== 'ok' || kept.value === null) {
      this.#fail(
        'missing',
        `The file “${source.name}” is not kept in this browser. Open it again, or choose other data.`,
      );
      return null;
    }
    const file = new File([kept.value.bytes], kept.value.name);
    const opened = await this.#door.openFile(file, kinds, () => undefined);
    if (opened.status === 'ok') return opened.table;
    if (opening === this.#opening) this.#fail('failed', opened.message);
    return null;
  }

  async #rekind(kinds: DataSpec['kinds']): Promise<void> {
    const opening = this.#opening;
    this.#kinds = JSON.stringify(kinds);
    try {
      const table = await this.#door.setKinds(kinds);
      if (opening === this.#opening && JSON.stringify(kinds) === this.#kinds) this.#table = table;
    } catch (error) {
      if (opening === this.#opening) this.#fail('failed', messageOf(error));
    }
  }

  #checkTarget(data: DataSpec, families: readonly TargetFamily[]): void {
    const question = JSON.stringify([data.source, data.target, data.kinds, families]);
    if (question === this.#checked) return;
    this.#checked = question;
    this.#checking = this.#door.check(data, families).then(
      (check) => {
        if (question === this.#checked) this.#check = check;
      },
      (error: unknown) => {
        if (question === this.#checked) this.#fail('failed', messageOf(error));
      },
    );
  }

  /** Reads a file that was dropped, pasted or chosen, and makes it the draft's data where it can be used. */
  async take(file: File, draft: StudyDraft): Promise<void> {
    const taking = ++this.#taking;
    this.#taken += 1;
    this.#problem = null;
    this.#progress = 0;
    const opened = await this.#door
      .openFile(file, {}, (share) => {
        if (taking === this.#taking) this.#progress = share;
      })
      .catch((error: unknown) => ({ status: 'refused' as const, message: messageOf(error) }));
    if (taking !== this.#taking) return;
    this.#progress = null;
    if (opened.status === 'refused') {
      this.#problem = `${file.name}: ${opened.message}`;
      return;
    }
    // Whatever was still being opened has lost its place.
    this.#opening += 1;
    const source = { kind: 'table', name: file.name, digest: opened.digest } as const;
    this.#source = source;
    this.#kinds = '{}';
    this.#checked = '';
    this.#table = opened.table;
    this.#status = 'ready';
    const named = draft.study.data.source;
    if (named.kind === 'table' && named.digest === opened.digest) {
      // The file that the study was waiting for, whatever it is called now: what is chosen in it stays.
      this.#source = named;
      await this.#rekind(draft.study.data.kinds);
    } else {
      draft.setSource(source, suggestTarget(opened.table.columns), `Opened “${file.name}”.`);
    }
    const kept = await this.#history.saveTable({
      digest: opened.digest,
      name: file.name,
      bytes: file,
    });
    this.#keptNotice =
      kept.status === 'ok'
        ? null
        : 'This browser could not keep the file: after a reload it must be opened again.';
  }

  refuse(problem: string): void {
    this.#taken += 1;
    this.#problem = problem;
  }

  dismissProblem(): void {
    this.#problem = null;
  }

  /** The encoded data, with its refusal as an error whose message is for people. */
  prepare(data: DataSpec, replicate: number | null): Promise<Dataset> {
    return this.#door.prepare(data, replicate);
  }

  describeRows(data: DataSpec, rows: readonly number[]): Promise<readonly string[]> {
    return this.#door.describeRows(data, rows);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
