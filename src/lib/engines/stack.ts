/** What the training loop asks of a stack, whoever holds its parameters. A slot is a replicate's place in it. */
import type { Part } from '#lib/data/dataset.ts';
import type { AdamSettings } from '#lib/mdn/adam.ts';
import type { Bounds } from '#lib/mdn/bounds.ts';
import type { Layout } from '#lib/mdn/layout.ts';
import type { Loss } from '#lib/mdn/loss.ts';
import type { Activation } from '#lib/mdn/network.ts';
import type { TargetScale } from '#lib/mdn/scale.ts';
import type { Breathe } from './breathing.ts';

/** Everything about a stack that does not change while it trains. */
export interface StackPlan {
  readonly layout: Layout;
  readonly activation: Activation;
  readonly dropout: number;
  readonly loss: Loss;
  readonly scale: TargetScale;
  readonly bounds: Bounds;
  readonly adam: AdamSettings;
  readonly train: Part;
  /** Standardised training targets. */
  readonly z: Float64Array;
  /** Rows of a full batch. */
  readonly batchRows: number;
  /** Initial parameters of each slot. */
  readonly initial: readonly Float32Array[];
}

export interface StackBatch {
  /** Where in the epoch's order it begins. */
  readonly first: number;
  /** Training rows of each active slot, in the order of `Stack.active`. */
  readonly rows: readonly Int32Array[];
  /** Dropout masks of each active slot [batchRows × units], by net and hidden layer; empty without dropout. */
  readonly masks: readonly (readonly (readonly Float32Array[])[])[];
}

export interface Stack {
  /** Slots that still train; the others no longer change. */
  readonly active: readonly number[];
  /** Hears the order of the epoch's rows for each active slot, before its batches. */
  beginEpoch(orders: readonly Int32Array[]): void;
  /** One step of every active slot. */
  step(batch: StackBatch): void;
  /** Sum over rows of each slot's loss (of order one) since it was last asked. */
  takeLossSums(): Promise<Float64Array>;
  /** Each slot's parameters as they stand; not to be written to, nor kept without a copy. */
  parameters(): Promise<readonly Float32Array[]>;
  /** Mean CRPS of each active slot over a part, in the target's unit; NaN for the others and for an empty part. */
  meanCrps(part: Part, breathe: Breathe): Promise<Float64Array>;
  /** Takes a slot out of training for good, with the parameters it is to keep, which no longer change. */
  retire(slot: number, kept: Float32Array): void;
  /** The network's outputs [rows × 3K] of each of these slots, one after another. */
  outputs(slots: readonly number[], part: Part, breathe: Breathe): AsyncGenerator<Float32Array>;
  dispose(): void;
}
