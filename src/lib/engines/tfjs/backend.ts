import type { StackPlan, Stack } from '../stack.ts';

/** A TensorFlow.js backend that has started. */
export interface Backend {
  /** The GPU's name where there is one. */
  readonly renderer: string | null;
  /** Aborted, with a DeviceLost, once the device is lost for good. */
  readonly lost: AbortSignal;
  /** Has `lost` aborted where the device is lost and has not said so yet. */
  hearLoss(): Promise<void> | void;
  stack(plan: StackPlan): Stack;
  /** Awaited after each step, so that the program does not run ahead of the device (pace.ts). */
  settle(): Promise<void>;
  dispose(): void;
}
