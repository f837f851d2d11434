/** A train worker's entry: the trainer, and the line by which the page learns of its death. */
import { expose, transfer } from 'comlink';
import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import { holdLifeline } from './lifeline.ts';
import type { TrialRequest } from '#lib/schedule/gpu-trial.ts';
import { Trainer } from './trainer.ts';
import type { TrainRequest } from '#lib/schedule/worker-handle.ts';

const trainer = new Trainer();
let tell: (reports: EpochReport[]) => unknown = () => undefined;

const api = {
  /** @param onEpochs a Comlink proxy: one for the worker's life */
  async attach(line: string, onEpochs: (reports: EpochReport[]) => unknown): Promise<void> {
    tell = onEpochs;
    await holdLifeline(line);
  },
  start: (engine: EngineName) => trainer.start(engine),
  hold: (key: string, dataset: Dataset) => trainer.hold(key, dataset),
  async train(request: TrainRequest) {
    const reply = await trainer.train(request, tell);
    if (reply.status !== 'trained' || !reply.predictions) return reply;
    const { weights, mus, sigmas, crps, network } = reply.predictions;
    const arrays = [weights, mus, sigmas, crps, ...(network ? [network.parameters] : [])];
    return transfer(
      reply,
      arrays.map((array) => array.buffer as ArrayBuffer),
    );
  },
  tryGpu: (request: TrialRequest) => trainer.tryGpu(request),
  pause: () => trainer.pause(),
  resume: () => trainer.resume(),
  abort: () => trainer.abort(),
};

export type TrainWorkerApi = typeof api;
expose(api);
