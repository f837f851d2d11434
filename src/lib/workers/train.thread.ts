/** What a train thread offers under Node: the trainer, over the thread's own port. Twin of train.worker.ts. */
import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/umd/node-adapter.js';
import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import type { TrialRequest } from '#lib/schedule/gpu-trial.ts';
import { Trainer } from './trainer.ts';
import type { TrainRequest } from '#lib/schedule/worker-handle.ts';

const trainer = new Trainer();
let tell: (reports: EpochReport[]) => unknown = () => undefined;

const api = {
  /** @param onEpochs a Comlink proxy: one for the thread's life */
  attach(onEpochs: (reports: EpochReport[]) => unknown): void {
    tell = onEpochs;
  },
  start: (engine: EngineName) => trainer.start(engine),
  hold: (key: string, dataset: Dataset) => trainer.hold(key, dataset),
  train: (request: TrainRequest) => trainer.train(request, tell),
  tryGpu: (request: TrialRequest) => trainer.tryGpu(request),
  pause: () => trainer.pause(),
  resume: () => trainer.resume(),
  abort: () => trainer.abort(),
};

export type TrainThreadApi = typeof api;
if (parentPort) expose(api, nodeEndpoint(parentPort));
