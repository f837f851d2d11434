/**
 * The command line's side of a train thread under Node, and the owner of its life. Twin of
 * worker-client.ts: a thread's death is an event there, and needs no lifeline.
 */
import type { Worker } from 'node:worker_threads';
import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import nodeEndpoint from 'comlink/dist/umd/node-adapter.js';
import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import { unlessAborted } from '#lib/engines/unless-aborted.ts';
import { datasetBuffers } from './dataset-buffers.ts';
import type { TrialRequest } from '#lib/schedule/gpu-trial.ts';
import type { TrainThreadApi } from './train.thread.ts';
import {
  WorkerCrash,
  type EngineStart,
  type GpuTrial,
  type TrainReply,
  type TrainRequest,
  type WorkerHandle,
} from '#lib/schedule/worker-handle.ts';

export class ThreadClient implements WorkerHandle {
  readonly #thread: Worker;
  /** Held as long as the client: an in-flight call hangs once its proxy is collected (comlink #692). */
  readonly #remote: Remote<TrainThreadApi>;
  readonly #death = new AbortController();
  readonly #attached: Promise<void>;
  #ended = false;
  #onEpoch: ((report: EpochReport) => void) | null = null;

  constructor(thread: Worker) {
    this.#thread = thread;
    thread.once('error', (error) =>
      this.#death.abort(new WorkerCrash(`The thread failed: ${error.message}`)),
    );
    thread.once('exit', () => this.#death.abort(new WorkerCrash('The thread was ended.')));
    this.#remote = wrap<TrainThreadApi>(nodeEndpoint(thread));
    const onEpochs = proxy((reports: EpochReport[]) => {
      for (const report of reports) this.#onEpoch?.(report);
    });
    this.#attached = this.#orCrash(this.#remote.attach(onEpochs));
    // Told to whoever calls next.
    this.#attached.catch(() => undefined);
  }

  async start(engine: EngineName): Promise<EngineStart> {
    await this.#attached;
    return this.#orCrash(this.#remote.start(engine));
  }

  async hold(key: string, dataset: Dataset): Promise<void> {
    await this.#orCrash(this.#remote.hold(key, transfer(dataset, datasetBuffers(dataset))));
  }

  async tryGpu(request: TrialRequest): Promise<GpuTrial> {
    await this.#attached;
    return this.#orCrash(this.#remote.tryGpu(request));
  }

  async train(request: TrainRequest, onEpoch: (report: EpochReport) => void): Promise<TrainReply> {
    this.#onEpoch = onEpoch;
    try {
      return await this.#orCrash(this.#remote.train(request));
    } finally {
      this.#onEpoch = null;
    }
  }

  pause(): void {
    void this.#remote.pause();
  }

  resume(): void {
    void this.#remote.resume();
  }

  abort(): void {
    void this.#remote.abort();
  }

  terminate(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#remote[releaseProxy]();
    void this.#thread.terminate();
  }

  /** The call's result; rejects with WorkerCrash if it throws or the thread dies first. */
  async #orCrash<T extends Promise<unknown>>(call: T): Promise<Awaited<T>> {
    try {
      return await unlessAborted(this.#death.signal, call);
    } catch (error) {
      if (error instanceof WorkerCrash) throw error;
      throw new WorkerCrash(error instanceof Error ? error.message : String(error));
    }
  }
}
