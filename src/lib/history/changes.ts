/** Tells the other pages of this browser that what is kept has changed. */
export class Changes {
  readonly #name: string;
  #channel: BroadcastChannel | null = null;

  constructor(database: string) {
    this.#name = `${database}:changes`;
  }

  #open(): BroadcastChannel | null {
    if (typeof BroadcastChannel === 'undefined') return null;
    this.#channel ??= new BroadcastChannel(this.#name);
    return this.#channel;
  }

  announce(): void {
    this.#open()?.postMessage('changed');
  }

  /** @returns ends it */
  listen(listener: () => void): () => void {
    const channel = this.#open();
    channel?.addEventListener('message', listener);
    return () => channel?.removeEventListener('message', listener);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = null;
  }
}
