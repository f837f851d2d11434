/**
 * Which runs a living page is training. The browser frees a lock when its page dies, however it dies, so
 * that an open run without one was interrupted. Without Web Locks (plain http) no run counts as held.
 */
export class RunLocks {
  readonly #prefix: string;
  readonly #releases = new Map<number, () => void>();

  constructor(database: string) {
    this.#prefix = `${database}:run:`;
  }

  /** Whether it can be known here what another tab trains. */
  get tell(): boolean {
    return globalThis.navigator?.locks !== undefined;
  }

  /** @returns false where another page, or another run of this one, has it */
  hold(id: number): Promise<boolean> {
    const { locks } = globalThis.navigator ?? {};
    if (!locks) return Promise.resolve(true);
    return new Promise((resolve) => {
      locks
        .request(this.#prefix + id, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock && new Promise<void>((release) => this.#releases.set(id, release));
        })
        // A document that may hold no locks, such as one in a sandbox: as if there were none.
        .catch(() => resolve(true));
    });
  }

  release(id: number): void {
    this.#releases.get(id)?.();
    this.#releases.delete(id);
  }

  releaseAll(): void {
    for (const id of [...this.#releases.keys()]) this.release(id);
  }

  /** Ids of the runs that some page holds. */
  async held(): Promise<ReadonlySet<number>> {
    try {
      const { held = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
      const names = held.flatMap(({ name }) => (name?.startsWith(this.#prefix) ? name : []));
      return new Set(names.map((name) => Number(name.slice(this.#prefix.length))));
    } catch {
      return new Set();
    }
  }
}
