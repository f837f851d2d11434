import { WorkerCrash } from '#lib/schedule/worker-handle.ts';
import { lifelineBroken } from './lifeline.ts';
import { orCrash } from './or-crash.ts';

/** A worker that has not answered by then was killed before it could hold its lifeline, or cannot be fetched. */
const LONGEST_START_MS = 60_000;

let born = 0;

/** A worker's life, seen from the page: how its death is noticed and told to everyone who waits. */
export class WorkerLife {
  /** Of the worker's lifeline: its own among all pages of this origin. */
  readonly name = `worker-${performance.timeOrigin}-${performance.now()}-${born++}`;
  readonly #worker: Worker;
  readonly #ended = new AbortController();
  /** Resolves when the worker is dead, by whatever cause. */
  readonly ended: Promise<void>;
  #starting: ReturnType<typeof setTimeout>;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.ended = new Promise((resolve) =>
      this.#ended.signal.addEventListener('abort', () => resolve()),
    );
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#perish(
        event.message ? `The worker failed: ${event.message}` : 'The worker could not be loaded.',
      );
    });
    this.#starting = setTimeout(
      () => this.#perish('The worker did not start within a minute.'),
      LONGEST_START_MS,
    );
    worker.addEventListener('messageerror', () =>
      this.#perish('A message from the worker could not be read.'),
    );
  }

  /** Begins to watch for a death that fires no event, once the worker holds its lifeline. */
  watch(): void {
    clearTimeout(this.#starting);
    lifelineBroken(this.name, this.#ended.signal).then(
      () => this.#perish('The worker was ended, perhaps for want of memory.'),
      () => undefined,
    );
  }

  /** The call's result; rejects with WorkerCrash if it throws or the worker dies first. */
  orCrash<T extends Promise<unknown>>(call: T): Promise<Awaited<T>> {
    return orCrash(this.#ended.signal, call);
  }

  /** Ends the worker. @returns false if it had ended before */
  end(): boolean {
    return this.#perish('The worker was ended.');
  }

  #perish(reason: string): boolean {
    if (this.#ended.signal.aborted) return false;
    clearTimeout(this.#starting);
    this.#worker.terminate();
    this.#ended.abort(new WorkerCrash(reason));
    return true;
  }
}
