import type { Worker } from 'node:worker_threads';
import { releaseProxy, wrap, type Remote } from 'comlink';
import nodeEndpoint from 'comlink/dist/umd/node-adapter.js';
import { WorkerCrash } from '#lib/schedule/worker-handle.ts';
import type { Attach, Callee } from './callee.ts';
import { orCrash } from './or-crash.ts';

/** Begins a thread under Node, where its failure and its end are events. */
export class ThreadStart<Api> implements Callee<Api> {
  readonly #thread: Worker;
  /** Held as long as the thread: an in-flight call hangs once its proxy is collected (comlink #692). */
  readonly #remote: Remote<Api>;
  readonly #death = new AbortController();
  readonly #attached: Promise<unknown>;
  #ended = false;

  constructor(thread: Worker, attach: Attach<Api>) {
    this.#thread = thread;
    thread.once('error', (error) =>
      this.#death.abort(new WorkerCrash(`The thread failed: ${error.message}`)),
    );
    thread.once('exit', () => this.#death.abort(new WorkerCrash('The thread was ended.')));
    this.#remote = wrap<Api>(nodeEndpoint(thread));
    this.#attached = orCrash(this.#death.signal, attach(this.#remote, 'thread'));
    // Told to whoever asks.
    this.#attached.catch(() => undefined);
  }

  async ask<T extends Promise<unknown>>(call: (remote: Remote<Api>) => T): Promise<Awaited<T>> {
    await this.#attached;
    if (this.#ended) throw new WorkerCrash('The thread was ended.');
    return orCrash(this.#death.signal, call(this.#remote));
  }

  tell(call: (remote: Remote<Api>) => Promise<unknown>): void {
    this.ask(call).catch(() => undefined);
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#remote[releaseProxy]();
    void this.#thread.terminate();
  }
}
