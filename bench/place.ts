import { setBackend } from '@tensorflow/tfjs';
import type { Engine, TfjsBackend } from '#lib/engines/engine.ts';
import { createEngine } from '#lib/engines/registry.ts';
import type { Run, RunObserver, RunPlan } from '#lib/workers/protocol.ts';
import type { Effort } from './interleave.ts';

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
}

const started = new Map<TfjsBackend, Engine | string>();

async function start(backend: TfjsBackend): Promise<Engine | string> {
  try {
    return await createEngine(backend);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Our engine on a backend, which is from then on TensorFlow.js's own for the peers as well.
 * @returns a sentence that says why not, where it cannot start
 */
export async function startBackend(backend: TfjsBackend): Promise<Engine | string> {
  const engine = started.get(backend) ?? (await start(backend));
  started.set(backend, engine);
  if (typeof engine !== 'string') await setBackend(backend);
  return engine;
}
