/**
 * The page's side of a train worker, and the owner of its life. Comlink never rejects a call whose
 * worker has died, so every call here races the worker's death.
 */
import { proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink';
import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import { datasetBuffers } from './dataset-buffers.ts';
import type { TrialRequest } from './gpu-trial.ts';
import type { TrainWorkerApi } from './train.worker.ts';
import { WorkerLife } from './worker-life.ts';
import type {
  EngineStart,
  GpuTrial,
  TrainReply,
  TrainRequest,
  WorkerHandle,
} from './worker-handle.ts';

export class WorkerClient implements WorkerHandle {
  readonly #life: WorkerLife;
  /** Held as long as the client: an in-flight call hangs once its proxy is collected (comlink #692). */
  readonly #remote: Remote<TrainWorkerApi>;
  readonly #attached: Promise<void>;
  #released = false;
  #onEpoch: ((report: EpochReport) => void) | null = null;

  constructor(worker: Worker) {
    this.#life = new WorkerLife(worker);
    this.#remote = wrap<TrainWorkerApi>(worker);
    const onEpochs = proxy((reports: EpochReport[]) => {
      for (const report of reports) this.#onEpoch?.(report);
    });
    this.#attached = this.#life
      .orCrash(this.#remote.attach(this.#life.name, onEpochs))
      .then(() => this.#life.watch());
    // Told to whoever calls next.
    this.#attached.catch(() => undefined);
  }

  async start(engine: EngineName): Promise<EngineStart> {
    await this.#attached;
    return this.#life.orCrash(this.#remote.start(engine));
  }

  async hold(key: string, dataset: Dataset): Promise<void> {
    await this.#life.orCrash(this.#remote.hold(key, transfer(dataset, datasetBuffers(dataset))));
  }

  async tryGpu(request: TrialRequest): Promise<GpuTrial> {
    await this.#attached;
    return this.#life.orCrash(this.#remote.tryGpu(request));
  }

  async train(request: TrainRequest, onEpoch: (report: EpochReport) => void): Promise<TrainReply> {
    this.#onEpoch = onEpoch;
    try {
      return await this.#life.orCrash(this.#remote.train(request));
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
    this.#life.end();
    if (!this.#released) this.#remote[releaseProxy]();
    this.#released = true;
  }
}
