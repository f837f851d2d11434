import type { Engine, TfjsBackend } from '#lib/engines/engine.ts';
import { createEngine } from '#lib/engines/registry.ts';

/** Backends of TensorFlow.js, kept from race to race. What could not start once is not tried again. */
export class RaceBackends {
  readonly #started = new Map<TfjsBackend, Promise<Engine>>();

  /** @throws EngineUnavailable */
  start(name: TfjsBackend): Promise<Engine> {
    const known = this.#started.get(name);
    if (known) return known;
    const backend = createEngine(name);
    backend.catch(() => undefined);
    this.#started.set(name, backend);
    return backend;
  }

  /** Puts away those whose device was lost: the next race begins them anew. */
  async clear(): Promise<void> {
    for (const [name, backend] of this.#started) {
      const started = await backend.catch(() => null);
      if (!started?.lost.aborted) continue;
      started.dispose();
      this.#started.delete(name);
    }
  }
}
