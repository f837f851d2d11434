import type { Engine, EngineName } from '#lib/engines/engine.ts';

/** What runs where the engine that was asked for cannot. */
const nextBest: Readonly<Record<EngineName, EngineName | null>> = {
  webgpu: 'wasm',
  webgl: 'wasm',
  simd: 'wasm',
  wasm: 'cpu',
  cpu: null,
};

export interface StartedEngine {
  readonly engine: Engine;
  /** Why it is not the one that was asked for; null where it is. */
  readonly notice: string | null;
}

/**
 * Starts an engine, or the next best one that runs here.
 * @throws the last engine's error where none runs
 */
export async function startEngine(
  asked: EngineName,
  create: (name: EngineName) => Promise<Engine>,
): Promise<StartedEngine> {
  const reasons: string[] = [];
  for (let name: EngineName | null = asked; ;) {
    try {
      const engine = await create(name);
      const notice = reasons.length
        ? `${reasons.join(' ')} Training runs on ${name} instead.`
        : null;
      return { engine, notice };
    } catch (error) {
      const next: EngineName | null = nextBest[name];
      if (!next) throw error;
      reasons.push(error instanceof Error ? sentence(error.message) : `${name} cannot run here.`);
      name = next;
    }
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
