import type { Pass } from './take-turn.ts';

/** A way of doing the work, ready to be timed. */
export interface Lane {
  /** What it runs on, such as `wasm` or `webgl, NVIDIA …`. */
  readonly where: string;
  /**
   * How far a score may lie from the exact one, in the target's unit, before it counts as another score:
   * the loop's own tolerance where it integrates, what 32 bits leave where it does not.
   */
  readonly tolerance: number;
  /** It integrates, and so misses what quadrature misses. */
  readonly integrates: boolean;
  /** Aborted, with a sentence for people in the error, once the GPU that it runs on is lost. */
  readonly gone: AbortSignal;
  /** Awaited before each of its turns, outside of its time. */
  use(): Promise<void>;
  /** Begins a pass that fills `scores`, one a row. */
  pass(scores: Float64Array): Pass;
  dispose(): void;
}
