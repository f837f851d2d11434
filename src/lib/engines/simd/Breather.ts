/** When a training on the processor lets others in, and how much it does until then. */
import type { Control } from '../engine.ts';

/** How long the kernels may hold the thread before messages are let in. */
const BREATH_MS = 30;
/** What one call of the kernels should take: little beside a breath, much beside a call. */
const CALL_MS = 5;

export class Breather {
  readonly #control: Control;
  #last = -Infinity;
  #perCall = 1;

  constructor(control: Control) {
    this.#control = control;
  }

  /** Waits for the control where it is time to. @throws the signal's reason once it is aborted */
  async breathe(): Promise<void> {
    const { signal } = this.#control;
    signal.throwIfAborted();
    if (performance.now() - this.#last < BREATH_MS) return;
    await this.#control.breathe();
    signal.throwIfAborted();
    this.#last = performance.now();
  }

  /**
   * Does `count` things, many in a call and few enough of them that aborting is prompt.
   * @param call does things `first` … `first + some − 1`
   */
  async inCalls(count: number, call: (first: number, some: number) => void): Promise<void> {
    for (let first = 0; first < count;) {
      await this.breathe();
      const some = Math.min(this.#perCall, count - first);
      const begun = performance.now();
      call(first, some);
      const tookMs = performance.now() - begun;
      if (tookMs > 2 * CALL_MS) this.#perCall = Math.max(1, this.#perCall >> 1);
      else if (tookMs < CALL_MS && some === this.#perCall) this.#perCall *= 2;
      first += some;
    }
  }
}
