/** A database that answers no sooner must hold neither a result nor the end of a run. */
export const KEPT_WITHIN_MS = 2000;

/**
 * Holds results back until they are kept, so that closing the page loses none that is shown. One that takes
 * too long is shown all the same, and counted as not kept yet.
 */
export class OnceKept {
  readonly #onUnkept: (count: number) => void;
  /** Each shows a result that waits. */
  readonly #waiting = new Set<() => void>();
  #unkept = 0;

  /** @param onUnkept hears how many are shown and are not kept yet, at each change */
  constructor(onUnkept: (count: number) => void) {
    this.#onUnkept = onUnkept;
  }

  /** @param kept resolves once the result is kept, which may be never */
  show(kept: Promise<void>, show: () => void): void {
    const isWaiting = () => {
      clearTimeout(late);
      return this.#waiting.delete(showUnkept);
    };
    const showUnkept = () => {
      if (!isWaiting()) return;
      show();
      this.#count(1);
      void kept.then(() => this.#count(-1));
    };
    const late = setTimeout(showUnkept, KEPT_WITHIN_MS);
    this.#waiting.add(showUnkept);
    void kept.then(() => {
      if (isWaiting()) show();
    });
  }

  /** Shows at once whatever waits. */
  flush(): void {
    for (const showUnkept of this.#waiting) showUnkept();
  }

  #count(more: number): void {
    this.#unkept += more;
    this.#onUnkept(this.#unkept);
  }
}
