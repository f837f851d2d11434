/** What a run is asked to do and what it tells: plain types, shared by the browser's pool and the command line's. */
import type { Dataset } from '#lib/data/dataset.ts';
import type { EngineName, EpochReport } from '#lib/engines/engine.ts';
import type { Environment, Predictions, ReplicateResult } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { Decision } from './auto.ts';
import type { ReplicateRange } from './stacks.ts';

/** Where and how a study runs. It changes speed, never meaning, so it is not in the study. */
export interface Compute {
  readonly engine: EngineName | 'auto';
  readonly workers: number | 'auto';
  readonly stack: number | 'auto';
}

export interface RunPlan {
  readonly study: Study;
  readonly compute: Compute;
  /**
   * The encoded data; with a split per replicate it is asked for each replicate, else with null. It is
   * asked for each worker, and the arrays become that worker's: they are transferred, so that no thread
   * copies them, and each call gives new ones.
   */
  dataset(replicate: number | null): Promise<Dataset>;
  /** Results of an interrupted run of the same study: these replicates are not trained again. */
  readonly finished: readonly ReplicateResult[];
  /** Only these of every variant; by default all of the study's. */
  readonly range?: ReplicateRange;
}

export interface RunObserver {
  /** What was chosen where the plan says 'auto', and why. */
  onDecision?(decision: Decision): void;
  /** Once an engine stands: what really runs, after every fallback; again where that changes. */
  onEnvironment(environment: Environment): void;
  /** A stack has begun on a worker (numbered from 0). */
  onStack(variant: number, replicates: readonly number[], worker: number): void;
  onEpoch(variant: number, replicates: readonly number[], report: EpochReport): void;
  /** Predictions of all test rows, and the network behind them, come with the first finished replicate of each variant, else null. */
  onReplicate(result: ReplicateResult, predictions: Predictions | null): void;
  /** Something a person should know: a fallback, a worker restarted. */
  onNotice(message: string): void;
}

export interface Run {
  pause(): void;
  resume(): void;
  /** Ends within 100 ms or one batch; what was finished has been reported. */
  stop(): void;
  /**
   * Rejects where the data cannot be prepared, with an error whose message is for people, and with
   * TrainingInterrupted where workers are lost one after the other.
   */
  readonly done: Promise<'finished' | 'stopped'>;
}
