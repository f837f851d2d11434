/**
 * The page's side of a train worker, and the owner of its life. Comlink never rejects a call whose
 * worker has died, so every call here races the worker's death.
 */
import { proxy, transfer } from 'comlink';
import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import { datasetBuffers } from './dataset-buffers.ts';
import type { TrialRequest } from '#lib/schedule/gpu-trial.ts';
import type { TrainWorkerApi } from './train.worker.ts';
import type {
  EngineStart,
  GpuTrial,
  TrainReply,
  TrainRequest,
  WorkerHandle,
} from '#lib/schedule/worker-handle.ts';
import { WorkerStart } from './worker-start.ts';

export class WorkerClient implements WorkerHandle {
  readonly #start: WorkerStart<TrainWorkerApi>;
  #onEpoch: ((report: EpochReport) => void) | null = null;

  /** @param nextAfterMs how long the worker may be silent at its start before another is begun beside it */
  constructor(spawn: () => Worker, nextAfterMs?: number) {
    const tell = (reports: EpochReport[]) => {
      for (const report of reports) this.#onEpoch?.(report);
    };
    this.#start = new WorkerStart(
      spawn,
      (remote, line) => remote.attach(line, proxy(tell)),
      nextAfterMs,
    );
  }

  start(engine: EngineName): Promise<EngineStart> {
    return this.#start.ask((remote) => remote.start(engine));
  }

  async hold(key: string, dataset: Dataset): Promise<void> {
    await this.#start.ask((remote) => remote.hold(key, transfer(dataset, datasetBuffers(dataset))));
  }

  tryGpu(request: TrialRequest): Promise<GpuTrial> {
    return this.#start.ask((remote) => remote.tryGpu(request));
  }

  async train(request: TrainRequest, onEpoch: (report: EpochReport) => void): Promise<TrainReply> {
    this.#onEpoch = onEpoch;
    try {
      return await this.#start.ask((remote) => remote.train(request));
    } finally {
      this.#onEpoch = null;
    }
  }

  pause(): void {
    this.#start.tell((remote) => remote.pause());
  }

  resume(): void {
    this.#start.tell((remote) => remote.resume());
  }

  abort(): void {
    this.#start.tell((remote) => remote.abort());
  }

  terminate(): void {
    this.#start.end();
  }
}
