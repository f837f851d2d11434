/** Results of other machines (and of this one, earlier), kept in this browser until they are removed. */
import type { RaceRecord } from './race-record.ts';
import { readRecord, writeRecord } from './record-document.ts';

type KeyValueStore = Pick<Storage, 'getItem' | 'setItem'>;

const KEY = 'crps-lab:races';
export const MOST_RESULTS = 12;

function read(store: KeyValueStore | null): RaceRecord[] {
  try {
    const stored: unknown = JSON.parse(store?.getItem(KEY) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored.slice(0, MOST_RESULTS).flatMap((document: unknown) => {
      const one = readRecord(document);
      return one.ok ? [one.record] : [];
    });
  } catch {
    return [];
  }
}

function same(a: RaceRecord, b: RaceRecord): boolean {
  return JSON.stringify(writeRecord(a)) === JSON.stringify(writeRecord(b));
}

export class ResultsShelf {
  readonly #store: KeyValueStore | null;
  #records = $state.raw<readonly RaceRecord[]>([]);
  #removed = $state.raw<{ readonly record: RaceRecord; readonly place: number } | null>(null);

  constructor(store: KeyValueStore | null) {
    this.#store = store;
    this.#records = read(store);
  }

  get records(): readonly RaceRecord[] {
    return this.#records;
  }

  /** What was removed last, until something else is done. */
  get removed(): RaceRecord | null {
    return this.#removed?.record ?? null;
  }

  /** Why a result that is not kept is not: it is here already, or there is no room. */
  add(record: RaceRecord): 'added' | 'known' | 'full' {
    if (this.#records.some((one) => same(one, record))) return 'known';
    if (this.#records.length >= MOST_RESULTS) return 'full';
    this.#removed = null;
    this.#put([...this.#records, record]);
    return 'added';
  }

  remove(place: number): void {
    const record = this.#records[place];
    if (!record) return;
    this.#removed = { record, place };
    this.#put(this.#records.toSpliced(place, 1));
  }

  undo(): void {
    const removed = this.#removed;
    if (!removed) return;
    this.#removed = null;
    this.#put(this.#records.toSpliced(removed.place, 0, removed.record));
  }

  #put(records: readonly RaceRecord[]): void {
    this.#records = records;
    try {
      this.#store?.setItem(KEY, JSON.stringify(records.map(writeRecord)));
    } catch {
      // Storage is barred or full: they stay until the page closes.
    }
  }
}
