import type { Environment, Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import type { History } from '#lib/history/history.ts';
import type { Kept } from '#lib/history/kept.ts';
import type { Study } from '#lib/experiment/study.ts';

/** A run that goes on: what it found, and its id where it is kept. */
export interface EarlierRun {
  readonly id: number | null;
  readonly results: readonly ReplicateResult[];
  readonly predictions: readonly (Predictions | null)[];
}

/**
 * Writes a run to the browser's database as it goes, one write after the other. The run never waits for
 * it, and what cannot be kept is said once, and tried again with each write that follows.
 */
export class RunKeeper {
  onproblem: (message: string) => void = () => undefined;
  readonly #history: History;
  readonly #study: Study;
  #id: number | null = null;
  #work: Promise<void> = Promise.resolve();
  #said = false;
  #environment: Environment | null = null;
  #dropped = false;
  #empty = true;
  /** Results that found no room, the oldest first. */
  #unkept: (readonly [ReplicateResult, Predictions | null])[] = [];

  /** @param earlier the run that this one goes on from, in its place */
  constructor(history: History, study: Study, earlier: EarlierRun | null = null) {
    this.#history = history;
    this.#study = study;
    if (earlier?.results.length) this.#empty = false;
    this.#then(() => (earlier ? this.#goOn(earlier) : this.#begin()));
  }

  /** The run's id once it is kept; null where it could not be. */
  async id(): Promise<number | null> {
    await this.#work;
    return this.#id;
  }

  async #begin(): Promise<void> {
    const kept = await this.#history.openRun(this.#study);
    if (!this.#told(kept)) return;
    this.#id = kept.value;
    await this.#history.locks.hold(kept.value);
  }

  async #goOn({ id, results, predictions }: EarlierRun): Promise<void> {
    if (id !== null) {
      const opened = await this.#history.setStatus(id, 'open');
      if (opened.status !== 'gone') {
        this.#told(opened);
        this.#id = id;
        await this.#history.locks.hold(id);
        return;
      }
    }
    // It was never kept, or has been deleted meanwhile: what it found is kept anew.
    const given = new Set<number>();
    for (const result of results) {
      const first = result.status === 'done' && !given.has(result.variant);
      if (first) given.add(result.variant);
      this.#unkept.push([result, first ? (predictions[result.variant] ?? null) : null]);
    }
    await this.#begin();
    await this.#keepAll();
  }

  /** @returns whether it was kept; says so, once, where not */
  #told<T>(kept: Kept<T>): kept is Extract<Kept<T>, { status: 'ok' }> {
    if (kept.status !== 'ok' && !this.#said) {
      this.#said = true;
      this.onproblem(kept.message);
    }
    return kept.status === 'ok';
  }

  #then(step: () => Promise<void>): void {
    this.#work = this.#work.then(step);
  }

  async #keepAll(): Promise<void> {
    if (this.#dropped) return;
    if (this.#id === null && this.#unkept.length > 0) await this.#begin();
    // All that wait in one go: a stack ends at once, and the page may be closed the moment after.
    if (this.#id === null || this.#unkept.length === 0) return;
    const waiting = this.#unkept.splice(0);
    const kept = await this.#history.appendReplicates(this.#id, waiting);
    if (this.#told(kept)) return;
    // Who deletes a run while it is training wants none of it.
    if (kept.status === 'gone') this.#dropped = true;
    else this.#unkept.unshift(...waiting);
  }

  keep(result: ReplicateResult, predictions: Predictions | null): void {
    this.#empty = false;
    if (this.#dropped) return;
    this.#unkept.push([result, predictions]);
    this.#then(() => this.#keepAll());
  }

  setEnvironment(environment: Environment): void {
    this.#environment = environment;
    this.#then(() => this.#writeEnvironment());
  }

  async #writeEnvironment(): Promise<void> {
    if (this.#id === null || !this.#environment) return;
    this.#told(await this.#history.setEnvironment(this.#id, this.#environment));
  }

  /**
   * A run that ends before its first result is forgotten: nothing of it is lost.
   * @returns once all that could be kept is kept
   */
  end(how: 'finished' | 'stopped' | 'broken'): Promise<void> {
    this.#then(async () => {
      await this.#keepAll();
      const id = this.#id;
      if (id === null) return;
      if (this.#dropped) {
        this.#id = null;
      } else if (this.#empty) {
        await this.#history.deleteRuns([id]);
        this.#id = null;
      } else {
        await this.#writeEnvironment();
        this.#told(await this.#history.setStatus(id, how === 'finished' ? how : 'stopped'));
      }
      this.#history.locks.release(id);
    });
    return this.#work;
  }
}
