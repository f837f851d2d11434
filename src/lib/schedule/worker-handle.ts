/**
 * What the scheduler asks of a worker, whatever thread it is: a Web Worker in the browser, a
 * worker thread under Node. Plain data cross, tagged where something expected can go wrong.
 */
import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import type { TrialRequest } from './gpu-trial.ts';
import type { FailureReason, FinishedReplicate, Predictions } from '#lib/experiment/result.ts';

/** One stack of one variant, trained on a dataset that the worker holds. */
export interface TrainRequest {
  readonly variant: number;
  readonly experiment: Experiment;
  readonly seed: number;
  readonly replicates: readonly number[];
  readonly dataKey: string;
  /** Ask for the predictions of the first replicate that succeeds: they are large, so only where they are shown. */
  readonly wantPredictions: boolean;
}

export interface Setback {
  readonly replicate: number;
  readonly reason: FailureReason;
  readonly message: string;
}

export type TrainReply =
  | {
      readonly status: 'trained';
      readonly finished: readonly FinishedReplicate[];
      readonly setbacks: readonly Setback[];
      /** Of `finished[0]`, where they were asked for. */
      readonly predictions: Predictions | null;
    }
  /** The whole stack came to nothing and the engine is no longer to be trusted. */
  | { readonly status: 'broken'; readonly reason: FailureReason; readonly message: string }
  | { readonly status: 'aborted' };

export interface EngineStart {
  /** What really runs, after any fallback. */
  readonly engine: EngineName;
  readonly renderer: string | null;
  /** Why it is not the engine that was asked for, in sentences for people. */
  readonly notices: readonly string[];
}

export type GpuTrial =
  | {
      readonly status: 'timed';
      readonly started: EngineStart;
      readonly renderer: string;
      /** Training rows a second over the whole stack. */
      readonly rate: number;
    }
  | { readonly status: 'unfit'; readonly why: string };

/** Workers are lost one after the other and nothing gets done: the run ends, and what it lacks can be trained by another. */
export class TrainingInterrupted extends Error {
  override readonly name = 'TrainingInterrupted';
}

/** The worker died: it was killed, could not be loaded, or threw where nothing could catch. */
export class WorkerCrash extends Error {
  override readonly name = 'WorkerCrash';
}

/** Every promise rejects with WorkerCrash once the worker is dead, however it died. */
export interface WorkerHandle {
  /** Starts an engine, or the next best one that runs here. */
  start(engine: EngineName): Promise<EngineStart>;
  /** Hands a dataset over; its arrays belong to the worker from then on. */
  hold(key: string, dataset: Dataset): Promise<void>;
  /** Starts webgl in the place of an engine, where it is worth it, and times it on the held data. */
  tryGpu(request: TrialRequest): Promise<GpuTrial>;
  train(request: TrainRequest, onEpoch: (report: EpochReport) => void): Promise<TrainReply>;
  pause(): void;
  resume(): void;
  /** Ends the job at its next batch; `train` then replies 'aborted'. */
  abort(): void;
  /** Ends the worker at once. */
  terminate(): void;
}
