/**
 * The owner's side of a train worker. Comlink never rejects a call whose worker has died, so every call here
 * races the worker's death.
 */
import { proxy, transfer } from 'comlink';
import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import type { TrialRequest } from '#lib/schedule/gpu-trial.ts';
import type {
  EngineStart,
  GpuTrial,
  TrainReply,
  TrainRequest,
  WorkerHandle,
} from '#lib/schedule/worker-handle.ts';
import type { Attach, Callee } from './callee.ts';
import { datasetBuffers } from './dataset-buffers.ts';
import type { TrainService } from './train-service.ts';

export class TrainClient implements WorkerHandle {
  readonly #worker: Callee<TrainService>;
  #onEpoch: ((report: EpochReport) => void) | null = null;

  /** @param begin begins the worker: WorkerStart in a browser, ThreadStart under Node */
  constructor(begin: (attach: Attach<TrainService>) => Callee<TrainService>) {
    const tell = (reports: EpochReport[]) => {
      for (const report of reports) this.#onEpoch?.(report);
    };
    this.#worker = begin((remote, line) => remote.attach(line, proxy(tell)));
  }

  start(engine: EngineName): Promise<EngineStart> {
    return this.#worker.ask((remote) => remote.start(engine));
  }

  async hold(key: string, dataset: Dataset): Promise<void> {
    const buffers = datasetBuffers(dataset);
    await this.#worker.ask((remote) => remote.hold(key, transfer(dataset, buffers)));
  }

  tryGpu(request: TrialRequest): Promise<GpuTrial> {
    return this.#worker.ask((remote) => remote.tryGpu(request));
  }

  async train(request: TrainRequest, onEpoch: (report: EpochReport) => void): Promise<TrainReply> {
    this.#onEpoch = onEpoch;
    try {
      return await this.#worker.ask((remote) => remote.train(request));
    } finally {
      this.#onEpoch = null;
    }
  }

  pause(): void {
    this.#worker.tell((remote) => remote.pause());
  }

  resume(): void {
    this.#worker.tell((remote) => remote.resume());
  }

  abort(): void {
    this.#worker.tell((remote) => remote.abort());
  }

  terminate(): void {
    this.#worker.end();
  }
}
