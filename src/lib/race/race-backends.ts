import { DeviceLost, type Engine, type TfjsBackend } from '#lib/engines/engine.ts';
import { createEngine } from '#lib/engines/registry.ts';

/** A backend of TensorFlow.js that has started. */
export interface RaceBackend {
  readonly engine: Engine;
  /** Aborted once its device is lost, which TensorFlow.js would not notice; the reason is a DeviceLost. */
  readonly gone: AbortSignal;
}

/** Backends, kept from race to race. What could not start once is not tried again. */
export class RaceBackends {
  readonly #started = new Map<TfjsBackend, Promise<RaceBackend>>();

  /** @throws EngineUnavailable */
  start(name: TfjsBackend): Promise<RaceBackend> {
    const known = this.#started.get(name);
    if (known) return known;
    const backend = begin(name);
    backend.catch(() => undefined);
    this.#started.set(name, backend);
    return backend;
  }

  /** Puts away those whose device was lost: the next race begins them anew. */
  async clear(): Promise<void> {
    for (const [name, backend] of this.#started) {
      const started = await backend.catch(() => null);
      if (!started?.gone.aborted) continue;
      started.engine.dispose();
      this.#started.delete(name);
    }
  }
}

async function begin(name: TfjsBackend): Promise<RaceBackend> {
  const engine = await createEngine(name);
  const loss = new AbortController();
  void engine.lost.then((reason) => loss.abort(new DeviceLost(name, reason)));
  return { engine, gone: loss.signal };
}
