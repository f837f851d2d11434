/**
 * Begins a worker of this browser. One that is killed before it holds its lifeline fires no event and answers
 * nothing, and one on a slow machine is silent, too: nobody can tell them apart. So neither is given up.
 * Where a worker does not answer soon another is begun beside it, and the first that answers is taken.
 */
import { releaseProxy, wrap, type Remote } from 'comlink';
import { WorkerCrash } from '#lib/schedule/worker-handle.ts';
import type { Attach, Callee } from './callee.ts';
import { WorkerLife } from './worker-life.ts';

/** A sound start takes a fifth of that. */
const NEXT_AFTER_MS = 1500;

/** So many are begun at that pace; on a machine where even they are not enough, each that follows waits twice as long. */
const AT_ONE_PACE = 4;

/** A worker that has answered, and whose death is noticed. */
export interface LivingWorker<Api> {
  readonly life: WorkerLife;
  /** Held as long as the worker: an in-flight call hangs once its proxy is collected (comlink #692). */
  readonly remote: Remote<Api>;
}

export class WorkerStart<Api> implements Callee<Api> {
  /** Rejects with WorkerCrash where no worker can be begun. */
  readonly living: Promise<LivingWorker<Api>>;
  readonly #spawn: () => Worker;
  readonly #attach: Attach<Api>;
  readonly #candidates = new Set<LivingWorker<Api>>();
  #next: ReturnType<typeof setTimeout> | undefined;
  #waitMs: number;
  #begun = 0;
  #resolve: (living: LivingWorker<Api>) => void = () => undefined;
  #reject: (error: unknown) => void = () => undefined;

  /**
   * @param nextAfterMs how long the first worker may take before another is begun
   */
  constructor(spawn: () => Worker, attach: Attach<Api>, nextAfterMs = NEXT_AFTER_MS) {
    this.#spawn = spawn;
    this.#attach = attach;
    this.#waitMs = nextAfterMs;
    this.living = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Told to whoever asks.
    this.living.catch(() => undefined);
    this.#begin();
  }

  async ask<T extends Promise<unknown>>(call: (remote: Remote<Api>) => T): Promise<Awaited<T>> {
    const living = await this.living;
    if (!this.#candidates.has(living)) throw new WorkerCrash('The worker was ended.');
    return living.life.orCrash(call(living.remote));
  }

  tell(call: (remote: Remote<Api>) => Promise<unknown>): void {
    this.ask(call).catch(() => undefined);
  }

  end(): void {
    clearTimeout(this.#next);
    this.#reject(new WorkerCrash('The worker was ended.'));
    for (const candidate of this.#candidates) this.#drop(candidate);
  }

  #begin(): void {
    const worker = this.#spawn();
    const candidate = { life: new WorkerLife(worker), remote: wrap<Api>(worker) };
    const { life, remote } = candidate;
    this.#candidates.add(candidate);
    this.#next = setTimeout(() => this.#begin(), this.#waitMs);
    if (++this.#begun >= AT_ONE_PACE) this.#waitMs *= 2;
    life.orCrash(this.#attach(remote, life.name)).then(
      () => this.#take(candidate),
      (error: unknown) => {
        this.#drop(candidate);
        // What cannot be loaded says so at once: another would fare no better.
        if (this.#candidates.size > 0) return;
        clearTimeout(this.#next);
        this.#reject(error);
      },
    );
  }

  #take(candidate: LivingWorker<Api>): void {
    clearTimeout(this.#next);
    candidate.life.watch();
    this.#resolve(candidate);
    for (const other of this.#candidates) if (other !== candidate) this.#drop(other);
  }

  #drop(candidate: LivingWorker<Api>): void {
    if (!this.#candidates.delete(candidate)) return;
    candidate.life.end();
    candidate.remote[releaseProxy]();
  }
}
