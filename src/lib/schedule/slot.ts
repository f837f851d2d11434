import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import type { TrialRequest } from './gpu-trial.ts';
import {
  WorkerCrash,
  type EngineStart,
  type GpuTrial,
  type TrainReply,
  type TrainRequest,
  type WorkerHandle,
} from './worker-handle.ts';

/** A place for a worker: opens one when there is work, and another when that one breaks. */
export class Slot {
  readonly #open: () => WorkerHandle;
  readonly #engine: EngineName;
  #worker: WorkerHandle | null = null;
  #started: EngineStart | null = null;
  /** The dataset that the worker holds: one at a time. */
  #dataKey: string | null = null;
  #training = false;

  constructor(open: () => WorkerHandle, engine: EngineName) {
    this.#open = open;
    this.#engine = engine;
  }

  /** What runs here since the last start; null before the first. */
  get started(): EngineStart | null {
    return this.#started;
  }

  get training(): boolean {
    return this.#training;
  }

  /** Ready to train on the dataset with this key. @throws WorkerCrash, or what `dataset` throws */
  async prepare(dataKey: string, dataset: () => Promise<Dataset>): Promise<void> {
    if (!this.#worker) {
      this.#worker = this.#open();
      this.#started = await this.#worker.start(this.#engine);
    }
    if (this.#dataKey === dataKey) return;
    this.#dataKey = null;
    const data = await dataset();
    if (!this.#worker) throw new WorkerCrash('The worker was ended.');
    await this.#worker.hold(dataKey, data);
    this.#dataKey = dataKey;
  }

  /** A trial of webgl in a worker of this slot, which keeps it. @throws WorkerCrash, or what `dataset` throws */
  async tryGpu(request: TrialRequest, dataset: () => Promise<Dataset>): Promise<GpuTrial> {
    const data = await dataset();
    this.#worker = this.#open();
    await this.#worker.hold(request.dataKey, data);
    this.#dataKey = request.dataKey;
    const trial = await this.#worker.tryGpu(request);
    if (trial.status === 'timed') this.#started = trial.started;
    return trial;
  }

  /** @throws WorkerCrash */
  async train(request: TrainRequest, onEpoch: (report: EpochReport) => void): Promise<TrainReply> {
    if (!this.#worker) throw new WorkerCrash('The worker was ended.');
    this.#training = true;
    try {
      return await this.#worker.train(request, onEpoch);
    } finally {
      this.#training = false;
    }
  }

  pause(): void {
    this.#worker?.pause();
  }

  resume(): void {
    this.#worker?.resume();
  }

  /** Ends a job at its next batch, and a worker that has none at once. */
  abort(): void {
    if (this.#training) this.#worker?.abort();
    else this.close();
  }

  /** Ends the worker; the next `prepare` opens another. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#dataKey = null;
  }
}
