/** Calls at most once per interval, inside an animation frame: live numbers need ten a second, not sixty. */
export class FrameThrottle {
  readonly #call: () => void;
  readonly #everyMs: number;
  #frame: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastMs = -Infinity;

  constructor(call: () => void, everyMs: number) {
    this.#call = call;
    this.#everyMs = everyMs;
  }

  /** Asks for a call soon; asking again before it comes changes nothing. */
  request(): void {
    if (this.#frame !== null || this.#timer !== undefined) return;
    const wait = this.#lastMs + this.#everyMs - performance.now();
    if (wait <= 0) this.#onFrame();
    else {
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        this.#onFrame();
      }, wait);
    }
  }

  #onFrame(): void {
    this.#frame = requestAnimationFrame(() => this.flush());
  }

  /** Calls now, and drops what was asked for. */
  flush(): void {
    this.cancel();
    this.#lastMs = performance.now();
    this.#call();
  }

  cancel(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = null;
    this.#timer = undefined;
  }
}
