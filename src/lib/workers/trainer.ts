/**
 * What a train worker does, with no word about its thread: holds an engine and a dataset, trains the
 * stacks it is given, one at a time, and says how it went.
 */
import type { Dataset } from '#lib/data/dataset.ts';
import {
  DeviceLost,
  type Engine,
  type EngineName,
  type EpochReport,
  type Outcome,
} from '#lib/engines/engine.ts';
import { gpuHere } from '#lib/engines/gpu-renderer.ts';
import { startEngine } from '#lib/engines/registry.ts';
import type { FinishedReplicate, Predictions } from '#lib/experiment/result.ts';
import { Breath } from '#lib/schedule/breath.ts';
import { EpochBatcher } from './epoch-batcher.ts';
import { finishedReplicate } from './finished-replicate.ts';
import { Gate } from '#lib/schedule/gate.ts';
import { timeStack, type TrialRequest } from '#lib/schedule/gpu-trial.ts';
import type {
  EngineStart,
  GpuTrial,
  Setback,
  TrainReply,
  TrainRequest,
} from '#lib/schedule/worker-handle.ts';

const ABORTED = Symbol('aborted');

export class Trainer {
  readonly #gate = new Gate();
  #engine: Engine | null = null;
  #held: { readonly key: string; readonly dataset: Dataset } | null = null;
  #job: Breath | null = null;

  async start(name: EngineName): Promise<EngineStart> {
    const { engine, notices } = await startEngine(name);
    this.#engine = engine;
    return { engine: engine.name, renderer: engine.renderer, notices };
  }

  /** Starts webgl, where it is a GPU's, and times a stack on it; the engine stays for what may come. */
  async tryGpu(request: TrialRequest): Promise<GpuTrial> {
    const gpu = gpuHere();
    if (gpu.status === 'none') return { status: 'unfit', why: gpu.why };
    if (gpu.status === 'software' && !request.anyGpu) {
      return { status: 'unfit', why: `WebGL is drawn in software here (${gpu.renderer}).` };
    }
    try {
      const started = await this.start('webgl');
      if (started.engine !== 'webgl') return { status: 'unfit', why: started.notices.join(' ') };
      const { engine, dataset } = this.#ready(request.dataKey);
      const rate = await timeStack(engine, request, dataset);
      return rate === null
        ? { status: 'unfit', why: `${gpu.renderer} was too slow to be timed in a second.` }
        : { status: 'timed', started, renderer: gpu.renderer, rate };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { status: 'unfit', why: `it failed its trial. ${why}` };
    }
  }

  /** Takes the place of the dataset held before. */
  hold(key: string, dataset: Dataset): void {
    this.#held = { key, dataset };
  }

  /** @param onEpochs is told of epochs, several at once where they are quick */
  async train(
    request: TrainRequest,
    onEpochs: (reports: EpochReport[]) => unknown,
  ): Promise<TrainReply> {
    const { engine, dataset } = this.#ready(request.dataKey);
    const batcher = new EpochBatcher(onEpochs);
    const job = new Breath(this.#gate);
    this.#job = job;
    const begun = performance.now();
    try {
      const { experiment, seed, replicates } = request;
      const outcomes = await engine.train(
        { experiment, seed, replicates, data: dataset },
        { signal: job.signal, breathe: job.breathe, onEpoch: (report) => batcher.post(report) },
      );
      await batcher.flush();
      const spentMs = performance.now() - begun - job.pausedMs;
      return replyOf(outcomes, request, dataset, spentMs / replicates.length);
    } catch (error) {
      if (error === ABORTED) return { status: 'aborted' };
      const message = error instanceof Error ? error.message : String(error);
      const reason = error instanceof DeviceLost ? error.reason : 'engine-error';
      return { status: 'broken', reason, message };
    } finally {
      this.#job = null;
    }
  }

  #ready(dataKey: string): { engine: Engine; dataset: Dataset } {
    const engine = this.#engine;
    const held = this.#held;
    if (!engine || held?.key !== dataKey) {
      throw new Error('A worker was asked to train before it had its engine and data.');
    }
    return { engine, dataset: held.dataset };
  }

  pause(): void {
    this.#gate.shut();
  }

  resume(): void {
    this.#gate.open();
  }

  /** The job in hand ends at its next batch. */
  abort(): void {
    this.#job?.end(ABORTED);
  }
}

/** Sorts the outcomes into results and setbacks; scores that are not finite are a setback too. */
function replyOf(
  outcomes: readonly Outcome[],
  request: TrainRequest,
  dataset: Dataset,
  durationMs: number,
): TrainReply {
  const finished: FinishedReplicate[] = [];
  const setbacks: Setback[] = [];
  let predictions: Predictions | null = null;
  for (const outcome of outcomes) {
    if (outcome.status === 'failed') {
      const { replicate, reason, message } = outcome;
      if (reason === 'context-lost') return { status: 'broken', reason, message };
      setbacks.push({ replicate, reason, message });
    } else if (isFinite(outcome)) {
      if (request.wantPredictions) predictions ??= predictionsOf(outcome);
      finished.push(finishedReplicate(outcome, request, dataset, durationMs));
    } else {
      const { replicate } = outcome;
      const message = `The scores of replicate ${replicate + 1} are not finite. Try a smaller learning rate or clipping norm.`;
      setbacks.push({ replicate, reason: 'diverged', message });
    }
  }
  return { status: 'trained', finished, setbacks, predictions };
}

function isFinite({ validationCrps, test }: Extract<Outcome, { status: 'done' }>): boolean {
  return Number.isFinite(validationCrps) && test.crps.every(Number.isFinite);
}

/** Arrays of their own: an engine's may be windows into a stack's, and would cross to the page whole. */
function predictionsOf({
  replicate,
  parameters,
  test,
}: Extract<Outcome, { status: 'done' }>): Predictions {
  const { components, origin, weights, mus, sigmas, crps } = test;
  return {
    components,
    origin,
    weights: weights.slice(),
    mus: mus.slice(),
    sigmas: sigmas.slice(),
    crps: crps.slice(),
    network: { replicate, parameters: parameters.slice() },
  };
}
