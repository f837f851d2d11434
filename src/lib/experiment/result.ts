/** What a run leaves behind. All scores are in the target's unit, means over rows. */
export interface Curve {
  /** Mean training loss of each epoch: −ln density in the target's unit (nll), or CRPS in the target's unit. */
  readonly trainingLoss: readonly number[];
  readonly validationCrps: readonly number[];
}

/**
 * Mixtures predicted for test rows, row-major rows × components, in the target's own unit: of y − shift − origin,
 * or (log-normal) of ln(y − shift).
 */
export interface Predictions {
  readonly components: number;
  /** What a normal's mus are less, so that they keep their digits far from zero; 0 for a log-normal. */
  readonly origin: number;
  readonly weights: Float32Array;
  readonly mus: Float64Array;
  readonly sigmas: Float64Array;
  /** CRPS of each test row. */
  readonly crps: Float64Array;
  /** What predicted them; absent from runs that were kept before networks were. */
  readonly network?: TrainedNetwork;
}

export interface TrainedNetwork {
  readonly replicate: number;
  /** In the order of #lib/mdn/layout.ts. */
  readonly parameters: Float32Array;
}

export interface FinishedReplicate {
  readonly status: 'done';
  readonly variant: number;
  readonly replicate: number;
  readonly validationCrps: number;
  readonly testCrps: number;
  /** Mean −ln f(y) over the test rows, in the target's own unit. */
  readonly testLogScore: number;
  /** Share of test rows inside the central 50 % and 90 % intervals. */
  readonly coverage50: number;
  readonly coverage90: number;
  /** Exact expected CRPS less the oracle's, where the truth is known. */
  readonly excessCrps: number | null;
  readonly curve: Curve;
  /** Epochs trained, and the one whose weights were kept (counted from 1). */
  readonly epochs: number;
  readonly bestEpoch: number;
  /** This replicate's share of its stack's time. */
  readonly durationMs: number;
  /** Shared with the stack: share of head outputs at a bound in the test predictions, 0 when none binds. */
  readonly boundShare: number;
}

export type FailureReason = 'diverged' | 'context-lost' | 'worker-crashed' | 'engine-error';

/** Failures of the machinery say nothing of a replicate: it can be trained again, and may well finish. */
const OF_THE_MACHINERY: readonly FailureReason[] = ['context-lost', 'worker-crashed'];

export function isOfTheMachinery(reason: FailureReason): boolean {
  return OF_THE_MACHINERY.includes(reason);
}

export interface FailedReplicate {
  readonly status: 'failed';
  readonly variant: number;
  readonly replicate: number;
  readonly reason: FailureReason;
  /** One sentence for people: what happened and what to try. */
  readonly message: string;
  readonly attempts: number;
}

export type ReplicateResult = FinishedReplicate | FailedReplicate;

export interface Environment {
  readonly engine: string;
  readonly workers: number;
  readonly stack: number;
  readonly renderer: string | null;
  readonly runtime: string;
  readonly hardwareConcurrency: number;
}
