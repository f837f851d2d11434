import type { Environment, Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import type { History } from '#lib/history/history.ts';
import type { RunStatus } from '#lib/history/kept-run.ts';
import type { Kept } from '#lib/history/kept.ts';
import type { KeptReplicate } from '#lib/history/run-writing.ts';
import type { Study } from '#lib/experiment/study.ts';

/** A run that goes on: what it found, and its id where it is kept, whose lock is held. */
export interface EarlierRun {
  readonly id: number | null;
  readonly results: readonly ReplicateResult[];
  readonly predictions: readonly (Predictions | null)[];
}

/** A result on its way to the database. */
interface Unkept {
  readonly result: ReplicateResult;
  readonly predictions: Predictions | null;
  readonly kept: () => void;
}

/** As of a disk that was full, or of a tab that held the database: often enough to seem at once. */
const TRY_AGAIN_AFTER_MS = 3000;

/**
 * Writes a run to the browser's database as it goes, from its first result on, one write after the other.
 * The run never waits for it. What cannot be kept is said, and tried again until it is kept, also after the run has ended.
 */
export class RunRecorder {
  /** Told why nothing can be kept, and null once all is kept again. */
  onproblem: (message: string | null) => void = () => undefined;
  readonly #history: History;
  readonly #study: Study;
  readonly #tryAgainAfterMs: number;
  #id: number | null = null;
  /** What the run in the database says of itself, and what it should say. */
  #written: { status: RunStatus | null; environment: Environment | null } = {
    status: null,
    environment: null,
  };
  #status: RunStatus = 'open';
  #ended = false;
  #environment: Environment | null = null;
  /** The oldest first. */
  #unkept: Unkept[] = [];
  /** Who deletes a run while it is training wants none of it. */
  #dropped = false;
  #problem: string | null = null;
  #work: Promise<void> = Promise.resolve();
  #again: ReturnType<typeof setTimeout> | undefined;

  /** @param earlier the run that this one goes on from, in its place */
  constructor(
    history: History,
    study: Study,
    earlier: EarlierRun | null = null,
    tryAgainAfterMs = TRY_AGAIN_AFTER_MS,
  ) {
    this.#history = history;
    this.#study = study;
    this.#tryAgainAfterMs = tryAgainAfterMs;
    if (earlier) this.#goOn(earlier);
    this.#write();
  }

  /** The run's id once it is kept; null where it could not be. */
  async id(): Promise<number | null> {
    await this.#work;
    return this.#id;
  }

  #goOn({ id, results, predictions }: EarlierRun): void {
    this.#id = id;
    if (id === null) return this.#keepAnew(results, predictions);
    this.#then(async () => {
      const opened = await this.#history.setStatus(id, 'open');
      if (opened.status === 'ok') this.#written.status = 'open';
      if (opened.status !== 'gone') return;
      // It has been deleted meanwhile: what it found is kept anew.
      await this.#history.locks.release(id);
      this.#id = null;
      this.#keepAnew(results, predictions);
    });
  }

  #keepAnew(
    results: readonly ReplicateResult[],
    predictions: readonly (Predictions | null)[],
  ): void {
    const given = new Set<number>();
    for (const result of results) {
      const first = result.status === 'done' && !given.has(result.variant);
      if (first) given.add(result.variant);
      this.#unkept.push({
        result,
        predictions: first ? (predictions[result.variant] ?? null) : null,
        kept: () => undefined,
      });
    }
  }

  #then(step: () => Promise<void>): void {
    this.#work = this.#work.then(step);
  }

  /** Brings the database up to what is known here; tries again later where it cannot. */
  #write(): void {
    this.#then(async () => {
      clearTimeout(this.#again);
      const problem = this.#dropped ? this.#problem : await this.#writeAll();
      if (problem !== this.#problem) this.onproblem(problem);
      this.#problem = problem;
      // Another tab may go on with it, also where it was begun to be kept only now.
      if (this.#ended && this.#id !== null) await this.#history.locks.release(this.#id);
      if (problem !== null && !this.#dropped)
        this.#again = setTimeout(() => this.#write(), this.#tryAgainAfterMs);
    });
  }

  /** @returns why it could not, in words */
  async #writeAll(): Promise<string | null> {
    return (await this.#writeResults()) ?? (await this.#writeWhatItSays());
  }

  async #writeResults(): Promise<string | null> {
    if (this.#unkept.length === 0) return null;
    // All that wait in one go: a stack ends at once, and the page may be closed the moment after.
    const waiting = this.#unkept.splice(0);
    const replicates = waiting.map(({ result, predictions }) => [result, predictions] as const);
    const kept =
      this.#id === null
        ? await this.#begin(replicates)
        : await this.#history.appendReplicates(this.#id, replicates);
    if (kept.status === 'ok') for (const one of waiting) one.kept();
    else this.#unkept.unshift(...waiting);
    return this.#reason(kept);
  }

  async #begin(replicates: readonly KeptReplicate[]): Promise<Kept<number>> {
    const opened = await this.#history.openRun(this.#study, replicates);
    if (opened.status === 'ok') {
      this.#id = opened.value;
      this.#written = { status: 'open', environment: null };
      await this.#history.locks.hold(opened.value);
    }
    return opened;
  }

  async #writeWhatItSays(): Promise<string | null> {
    const id = this.#id;
    if (id === null) return null;
    const environment = this.#environment;
    if (environment && environment !== this.#written.environment) {
      const kept = await this.#history.setEnvironment(id, environment);
      if (kept.status !== 'ok') return this.#reason(kept);
      this.#written.environment = environment;
    }
    const status = this.#status;
    if (status !== this.#written.status) {
      const kept = await this.#history.setStatus(id, status);
      if (kept.status !== 'ok') return this.#reason(kept);
      this.#written.status = status;
    }
    return null;
  }

  #reason(kept: Kept<unknown>): string | null {
    if (kept.status === 'ok') return null;
    if (kept.status === 'gone') this.#dropped = true;
    return kept.message;
  }

  /** @returns once it is kept, which may be never */
  keep(result: ReplicateResult, predictions: Predictions | null): Promise<void> {
    return new Promise((kept) => {
      this.#unkept.push({ result, predictions, kept });
      this.#write();
    });
  }

  setEnvironment(environment: Environment): void {
    this.#environment = environment;
    this.#write();
  }

  /**
   * @param how what broke off stays open, and so is known as interrupted
   * @returns once all that can be kept now is kept
   */
  end(how: 'finished' | 'stopped' | 'broken'): Promise<void> {
    this.#status = how === 'broken' ? 'open' : how;
    this.#ended = true;
    this.#write();
    this.#then(async () => {
      if (this.#dropped) this.#id = null;
    });
    return this.#work;
  }
}
