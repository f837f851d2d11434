import type { Loss } from '#lib/mdn/loss.ts';
import type { NetworkSpec } from '#lib/mdn/network.ts';

export type { Loss };

/** One complete specification of a model and its training: a study's base with a variant's overrides applied. */
export interface Experiment extends NetworkSpec {
  readonly loss: Loss;
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  /** Decoupled (AdamW), on weight matrices, not on biases. */
  readonly weightDecay: number;
  /** Largest global norm of one replicate's gradient; null: no clipping. */
  readonly clipNorm: number | null;
  /** Stop after this many epochs without a better validation CRPS and keep the best weights; null: train every epoch, keep the last. */
  readonly patience: number | null;
}
