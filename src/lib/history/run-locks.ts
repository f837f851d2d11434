/**
 * Which runs a living page is training. The browser frees a lock when its page dies, however it dies, so
 * that an open run without one was interrupted. Without Web Locks (plain http) no run counts as held.
 */
export class RunLocks {
  readonly #prefix: string;
  readonly #held = new Map<number, { end: () => void; readonly ended: Promise<unknown> }>();

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
      let end = () => undefined as void;
      const until = new Promise<void>((release) => (end = release));
      const ended = locks
        .request(this.#prefix + id, { ifAvailable: true }, (lock) => {
          if (lock) this.#held.set(id, { end, ended });
          resolve(lock !== null);
          return lock && until;
        })
        // A document that may hold no locks, such as one in a sandbox: as if there were none.
        .catch(() => resolve(true));
    });
  }

  /** @returns once another page may hold it */
  async release(id: number): Promise<void> {
    const held = this.#held.get(id);
    this.#held.delete(id);
    held?.end();
    await held?.ended;
  }

  releaseAll(): void {
    for (const id of [...this.#held.keys()]) void this.release(id);
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
