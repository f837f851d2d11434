import type { StackPlan, Stack } from '../stack.ts';

/** A TensorFlow.js backend that has started. */
export interface Backend {
  /** The GPU's name where there is one. */
  readonly renderer: string | null;
  /** Resolves, with the reason, once the device is lost for good; never otherwise. */
  readonly lost: Promise<string>;
  stack(plan: StackPlan): Stack;
  /** Awaited after each step, so that the program does not run ahead of the device (pace.ts). */
  settle(): Promise<void>;
  dispose(): void;
}

export const NEVER_LOST = new Promise<string>(() => undefined);
