/**
 * The kept runs as their page shows them. They may change under it: another tab trains or deletes, so the
 * list is read anew when told of a change, when the page is looked at again, and while something trains.
 */
import { SvelteSet } from 'svelte/reactivity';
import type { History, KeptTableSummary } from '#lib/history/history.ts';
import type { RunList, RunSummary } from '#lib/history/kept-run.ts';
import type { Kept } from '#lib/history/kept.ts';
import { askToLast, storageRoom, type StorageRoom } from '#lib/history/storage-room.ts';
import { counted } from '#lib/format/counted.ts';
import { findRuns, orderRuns, type Order } from './find-runs.ts';
import { stateOf, titleOf } from './run-words.ts';

const READ_AGAIN_AFTER_MS = 400;
/** A page that dies tells nobody: what it trained is seen to be interrupted by looking. */
const LOOK_EVERY_MS = 4000;
/** What a page that died had deleted is removed once nobody can be about to bring it back. */
const REMOVE_AFTER_MS = 3_600_000;

interface Deleted {
  /** In words. */
  readonly what: string;
  readonly bringBack: () => Promise<Kept<void>>;
  /** It cannot be brought back any more. */
  readonly letGo: () => Promise<unknown>;
}

export class Runs {
  readonly #history: History;
  #list = $state.raw<RunList | null>(null);
  #tables = $state.raw<readonly KeptTableSummary[]>([]);
  #problem = $state<string | null>(null);
  #query = $state('');
  #order = $state<Order>('newest');
  #deleted = $state.raw<Deleted | null>(null);
  #room = $state.raw<StorageRoom | null>(null);
  readonly #chosen = new SvelteSet<number>();
  readonly #shown = $derived(orderRuns(findRuns(this.all ?? [], this.#query), this.#order));
  #reading: Promise<void> | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(history: History) {
    this.#history = history;
  }

  /** The latest first; null until they are read. */
  get all(): readonly RunSummary[] | null {
    return this.#list?.runs ?? null;
  }

  get unreadable(): RunList['unreadable'] {
    return this.#list?.unreadable ?? [];
  }

  /** In the order that is asked for. */
  get shown(): readonly RunSummary[] {
    return this.#shown;
  }

  /** The user's own files. */
  get tables(): readonly KeptTableSummary[] {
    return this.#tables;
  }

  /** What could not be done, in words. */
  get problem(): string | null {
    return this.#problem;
  }

  get query(): string {
    return this.#query;
  }

  set query(query: string) {
    this.#query = query;
  }

  get order(): Order {
    return this.#order;
  }

  set order(order: Order) {
    this.#order = order;
  }

  /** In the order in which they were chosen, also those that the search hides. */
  get chosen(): readonly RunSummary[] {
    return [...this.#chosen].flatMap((id) => this.all?.find((run) => run.id === id) ?? []);
  }

  /** What was deleted and can be brought back, in words. */
  get undoable(): string | null {
    return this.#deleted?.what ?? null;
  }

  /** Some run seems to be interrupted, and nobody here can tell whether another tab is training it. */
  get uncertain(): boolean {
    const open = (this.all ?? []).some((run) => stateOf(run) === 'interrupted');
    return open && !this.#history.locks.tell;
  }

  get room(): StorageRoom | null {
    return this.#room;
  }

  isChosen(id: number): boolean {
    return this.#chosen.has(id);
  }

  choose(id: number, chosen: boolean): void {
    if (chosen) this.#chosen.add(id);
    else this.#chosen.delete(id);
  }

  chooseNone(): void {
    this.#chosen.clear();
  }

  /** Reads the runs and follows their changes. @returns ends it */
  follow(): () => void {
    const soon = () => {
      this.#again ??= setTimeout(() => {
        this.#again = undefined;
        void this.read();
      }, READ_AGAIN_AFTER_MS);
    };
    const ends = this.#history.onChange(soon);
    const onVisible = () => document.visibilityState === 'visible' && soon();
    document.addEventListener('visibilitychange', onVisible);
    addEventListener('focus', soon);
    const looking = setInterval(() => {
      // Also where the list could not be read: what blocked it may be gone.
      if (!this.all || this.all.some(({ held }) => held)) soon();
    }, LOOK_EVERY_MS);
    void this.#history.removeDeleted(REMOVE_AFTER_MS).then(() => this.read());
    return () => {
      ends();
      clearTimeout(this.#again);
      clearInterval(looking);
      document.removeEventListener('visibilitychange', onVisible);
      removeEventListener('focus', soon);
    };
  }

  async read(): Promise<void> {
    // One reading at a time; what changes meanwhile is read after it.
    while (this.#reading) await this.#reading;
    this.#reading = this.#read();
    await this.#reading;
    this.#reading = null;
  }

  async #read(): Promise<void> {
    const [list, tables, room] = await Promise.all([
      this.#history.listRuns(),
      this.#history.listTables(),
      storageRoom(),
    ]);
    this.#room = room;
    if (tables.status === 'ok') this.#tables = tables.value;
    if (!this.#done(list)) return;
    this.#list = list.value;
    for (const id of this.#chosen) {
      if (!list.value.runs.some((run) => run.id === id)) this.#chosen.delete(id);
    }
  }

  #done<T>(kept: Kept<T>): kept is Extract<Kept<T>, { status: 'ok' }> {
    this.#problem = kept.status === 'ok' ? null : kept.message;
    return kept.status === 'ok';
  }

  async rename(id: number, title: string): Promise<void> {
    const kept = await this.#history.rename(id, title.trim().slice(0, 200));
    if (this.#done(kept)) await this.read();
  }

  /** A run that trains must be stopped first; it is left out. */
  async remove(ids: readonly number[]): Promise<void> {
    const running = (this.all ?? []).filter(({ held }) => held).map(({ id }) => id);
    const going = ids.filter((id) => !running.includes(id));
    const [first] = going;
    if (first === undefined) return;
    await this.forgetDeleted();
    const only = this.all?.find(({ id }) => id === first);
    const what = going.length === 1 && only ? `“${titleOf(only)}”` : counted(going.length, 'run');
    if (!this.#done(await this.#history.deleteRuns(going))) return;
    this.#deleted = {
      what: `Deleted ${what}.`,
      bringBack: () => this.#history.bringBackRuns(going),
      letGo: () => this.#history.removeRuns(going),
    };
    await this.read();
  }

  /** Runs that were made from this table, by the file that it is, whatever its name. */
  runsOf({ digest }: KeptTableSummary): number {
    const from = (this.all ?? []).map(({ study }) => study.data.source);
    return from.filter((source) => source.kind === 'table' && source.digest === digest).length;
  }

  /** The file is gone from the disk at once; until the undo is let go, this page's memory has it. */
  async removeTable({ digest, name }: KeptTableSummary): Promise<void> {
    await this.forgetDeleted();
    const table = await this.#history.loadTable(digest);
    if (!this.#done(table)) return;
    const bytes = table.value && new Blob([await table.value.bytes.arrayBuffer()]);
    if (!this.#done(await this.#history.deleteTable(digest))) return;
    this.#deleted = bytes && {
      what: `Deleted the file “${name}”.`,
      bringBack: () => this.#history.saveTable({ digest, name, bytes }),
      letGo: () => Promise.resolve(),
    };
    await this.read();
  }

  async undo(): Promise<void> {
    const deleted = this.#deleted;
    if (!deleted) return;
    this.#deleted = null;
    if (this.#done(await deleted.bringBack())) await this.read();
  }

  /** What was deleted cannot be brought back any more, and gives back its room. */
  async forgetDeleted(): Promise<void> {
    const deleted = this.#deleted;
    if (!deleted) return;
    this.#deleted = null;
    await deleted.letGo();
    this.#room = await storageRoom();
  }

  async askToLast(): Promise<boolean> {
    const lasting = await askToLast();
    this.#room = await storageRoom();
    return lasting;
  }
}
