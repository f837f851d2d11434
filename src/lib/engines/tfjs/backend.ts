import type { StackPlan, Stack } from './stack.ts';

/** A TensorFlow.js backend that has started. */
export interface Backend {
  /** The GPU's name where there is one. */
  readonly renderer: string | null;
  /** Resolves, with the reason, once the device is lost for good; never otherwise. */
  readonly lost: Promise<string>;
  stack(plan: StackPlan): Stack;
  dispose(): void;
}

export const NEVER_LOST = new Promise<string>(() => undefined);
