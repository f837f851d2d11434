import { transfer } from 'comlink';
import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import type { TrialRequest } from '#lib/schedule/gpu-trial.ts';
import type { TrainRequest } from '#lib/schedule/worker-handle.ts';
import { Trainer } from './trainer.ts';

/**
 * What a train worker offers, in a browser and under Node alike.
 * @param holdLine holds the line by which the worker's owner learns of its death, where no event tells it
 */
export function trainService(holdLine: (line: string) => Promise<void>) {
  const trainer = new Trainer();
  let tell: (reports: EpochReport[]) => unknown = () => undefined;
  return {
    /** @param onEpochs a Comlink proxy: one for the worker's life */
    async attach(line: string, onEpochs: (reports: EpochReport[]) => unknown): Promise<void> {
      tell = onEpochs;
      await holdLine(line);
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
}

export type TrainService = ReturnType<typeof trainService>;
