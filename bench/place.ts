import { setBackend } from '@tensorflow/tfjs';
import type { Engine, EngineName, TfjsBackend } from '#lib/engines/engine.ts';
import { createEngine } from '#lib/engines/registry.ts';
import type { Run, RunObserver, RunPlan } from '#lib/schedule/protocol.ts';
import type { Effort } from './interleave.ts';
import type { AskTorch } from './peers/torchPeer.ts';

/** Where a measurement runs, with what differs there. */
export interface Place {
  readonly name: 'Node' | 'Chromium';
  readonly backends: readonly TfjsBackend[];
  readonly effort: Effort;
  /** A look, not a measurement: less of everything. */
  readonly quick: boolean;
  readonly cores: number;
  /** Workers of the app's own pool. */
  startRun(plan: RunPlan, observer: RunObserver): Run;
  /** The way to the peer in PyTorch, which runs beside the page or this process. */
  readonly askTorch: AskTorch;
}

const started = new Map<EngineName, Engine | string>();

async function start(name: EngineName): Promise<Engine | string> {
  try {
    return await createEngine(name);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * One of our engines. A backend of TensorFlow.js is from then on the peers' as well; beside our own
 * kernels they run on wasm.
 * @returns a sentence that says why not, where it cannot start
 */
export async function startEngine(name: EngineName): Promise<Engine | string> {
  if (name === 'simd') await startEngine('wasm');
  const engine = started.get(name) ?? (await start(name));
  started.set(name, engine);
  if (name !== 'simd' && typeof engine !== 'string') await setBackend(name);
  return engine;
}
