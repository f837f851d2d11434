/** Time that counts: pauses are left out. The caller says what time it is, so that tests need not wait. */
export class RunClock {
  #since: number | null = null;
  #earlierMs = 0;

  start(nowMs: number): void {
    this.#since ??= nowMs;
  }

  pause(nowMs: number): void {
    this.#earlierMs = this.elapsedMs(nowMs);
    this.#since = null;
  }

  elapsedMs(nowMs: number): number {
    return this.#earlierMs + (this.#since === null ? 0 : nowMs - this.#since);
  }
}

/** Amount per second over the last few seconds of counted time, steady enough to read. */
export class Rate {
  readonly #windowMs: number;
  #samples: { readonly atMs: number; readonly total: number }[] = [];

  constructor(windowMs = 4000) {
    this.#windowMs = windowMs;
  }

  /** @param atMs counted time, not the wall's */
  add(atMs: number, total: number): void {
    this.#samples.push({ atMs, total });
    const from = atMs - this.#windowMs;
    // The last sample before the window stays: it is where the window begins.
    while ((this.#samples[1]?.atMs ?? Infinity) <= from) this.#samples.shift();
  }

  /** null until there is something to divide. */
  perSecond(): number | null {
    const first = this.#samples[0];
    const last = this.#samples.at(-1);
    if (!first || !last || last.atMs - first.atMs < 200) return null;
    return ((last.total - first.total) / (last.atMs - first.atMs)) * 1000;
  }
}
