/**
 * What trains. An engine takes a job, one variant's experiment and a stack of its replicates, and
 * reports as it goes.
 *
 * Every engine computes the same thing, and engines differ in speed and in the last digits only
 * (suite.ts). What that is stands where it is computed, in #lib/mdn: where each parameter lies (layout),
 * initial values (initial), the target's scale (scale), the head and its bounds (head, bounds), both
 * losses (nllRow, crpsRow), batches and dropout (batches, dropout), Adam (adam), when training stops
 * (course); and here: what counts as divergence (divergence), and the loop itself (train), for any engine
 * that can offer a Stack (stack).
 */
import type { Dataset } from '#lib/data/dataset.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import type { FailureReason, Predictions } from '#lib/experiment/result.ts';

export type TfjsBackend = 'webgl' | 'webgpu' | 'wasm' | 'cpu';
export type EngineName = TfjsBackend | 'simd';

export interface Job {
  readonly experiment: Experiment;
  /** The study's seed. */
  readonly seed: number;
  /** Replicate indices that train together: the stack. */
  readonly replicates: readonly number[];
  readonly data: Dataset;
}

/** After each epoch; arrays are one value per replicate of the stack, in the order of `job.replicates`. NaN: that replicate has stopped or failed. */
export interface EpochReport {
  /** Counted from 1. */
  readonly epoch: number;
  readonly trainingLoss: Float64Array;
  readonly validationCrps: Float64Array;
}

export interface Control {
  readonly signal: AbortSignal;
  /**
   * Awaited by the engine at least every 100 ms or batch, whichever is longer: lets messages in and
   * waits while paused. Rejects with the signal's reason once aborted.
   */
  breathe(): Promise<void>;
  onEpoch(report: EpochReport): void;
}

export type Outcome =
  | {
      readonly status: 'done';
      readonly replicate: number;
      readonly validationCrps: number;
      readonly curve: { readonly trainingLoss: number[]; readonly validationCrps: number[] };
      readonly epochs: number;
      readonly bestEpoch: number;
      /** Those that were kept, in the order of #lib/mdn/layout.ts: they give the test mixtures. */
      readonly parameters: Float32Array;
      /** Mixtures and CRPS of every test row. */
      readonly test: Predictions;
      readonly boundShare: number;
    }
  | {
      readonly status: 'failed';
      readonly replicate: number;
      readonly reason: FailureReason;
      readonly message: string;
    };

export interface Engine {
  readonly name: EngineName;
  /** The GPU's name where there is one. */
  readonly renderer: string | null;
  train(job: Job, control: Control): Promise<Outcome[]>;
  /** Aborted, with a DeviceLost, once the device is lost for good (WebGL context, WebGPU device). */
  readonly lost: AbortSignal;
  dispose(): void;
}

/** CPU engines never lose their device. */
export const NEVER_LOST: AbortSignal = new AbortController().signal;

/** Thrown or returned where an engine cannot start here; `fallback` names what to use instead. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
  constructor(
    readonly engine: EngineName,
    reason: string,
  ) {
    super(`The ${engine} engine cannot run here: ${reason}`);
  }
}

/** A running training rejects with this once its device is lost: the job can be run again on another engine. */
export class DeviceLost extends Error {
  override readonly name = 'DeviceLost';
  readonly reason = 'context-lost' satisfies FailureReason;
  constructor(
    readonly engine: EngineName,
    why: string,
  ) {
    super(`The ${engine} engine has lost its device: ${why}`);
  }
}
