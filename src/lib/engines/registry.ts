/** From an engine's name to the engine. Each loads on demand, in a worker: the page itself carries none. */
import { type Engine, type EngineName, EngineUnavailable } from './engine.ts';

/** @throws EngineUnavailable where it cannot start here; see `engineFallback` */
export async function createEngine(name: EngineName): Promise<Engine> {
  switch (name) {
    case 'webgl':
    case 'webgpu':
    case 'wasm':
    case 'cpu':
      return (await import('./tfjs/engine.ts')).createTfjsEngine(name);
    case 'simd':
      return (await import('./simd/engine.ts')).createSimdEngine();
    default:
      return name satisfies never;
  }
}

/** What to run instead of an engine that cannot start, or null where nothing is left to try. */
export function engineFallback(name: EngineName): EngineName | null {
  switch (name) {
    case 'webgl':
    case 'webgpu':
    case 'simd':
      return 'wasm';
    case 'wasm':
      return 'cpu';
    case 'cpu':
      return null;
    default:
      return name satisfies never;
  }
}

export interface StartedEngine {
  readonly engine: Engine;
  /** Sentences for people: what could not start and what runs instead. */
  readonly notices: readonly string[];
}

/**
 * The named engine, or the next one that starts.
 * @throws EngineUnavailable where none does
 */
export async function startEngine(
  name: EngineName,
  create: (name: EngineName) => Promise<Engine> = createEngine,
): Promise<StartedEngine> {
  const notices: string[] = [];
  let next = name;
  for (;;) {
    try {
      return { engine: await create(next), notices };
    } catch (error) {
      const fallback = engineFallback(next);
      if (!(error instanceof EngineUnavailable) || fallback === null) throw error;
      notices.push(`${error.message} The ${fallback} engine runs instead.`);
      next = fallback;
    }
  }
}
