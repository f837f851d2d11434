/** A pause: while shut, whoever would pass waits. */
export class Gate {
  #passing: Promise<void> = Promise.resolve();
  #release: (() => void) | null = null;

  get isShut(): boolean {
    return this.#release !== null;
  }

  shut(): void {
    if (this.#release) return;
    this.#passing = new Promise((resolve) => (this.#release = resolve));
  }

  open(): void {
    this.#release?.();
    this.#release = null;
  }

  /** Resolves at once while the gate is open. */
  pass(): Promise<void> {
    return this.#passing;
  }
}
