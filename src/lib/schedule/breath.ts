import type { Control } from '#lib/engines/engine.ts';
import { nextTask } from '#lib/engines/next-task.ts';
import { unlessAborted } from '#lib/engines/unless-aborted.ts';
import type { Gate } from './gate.ts';

/** An engine may hold the thread this long before messages are let in. */
const LONGEST_HOLD_MS = 10;

/** One job's say in its own thread: ended, paused, and the time that it spent paused. */
export class Breath {
  readonly #gate: Gate;
  readonly #ended = new AbortController();
  #last = performance.now();
  #pausedMs = 0;

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  get pausedMs(): number {
    return this.#pausedMs;
  }

  /** The reason is what `train` rejects with. */
  end(reason: unknown): void {
    this.#ended.abort(reason);
  }

  readonly breathe: Control['breathe'] = async () => {
    if (performance.now() - this.#last > LONGEST_HOLD_MS) await nextTask();
    if (this.#gate.isShut && !this.signal.aborted) await this.#wait();
    this.#last = performance.now();
    this.signal.throwIfAborted();
  };

  async #wait(): Promise<void> {
    const begun = performance.now();
    try {
      await unlessAborted(this.signal, this.#gate.pass());
    } finally {
      this.#pausedMs += performance.now() - begun;
    }
  }
}
