/**
 * The engine on TensorFlow.js: stacks of replicates as one batched model, on one of four backends.
 *
 * TensorFlow.js has one current backend a thread, so a thread has one of these engines that trains at a
 * time; the pool gives each worker its own.
 */
import {
  enableProdMode,
  findBackendFactory,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core';
import type { Engine, TfjsBackend } from '../engine.ts';
import type { Backend } from './backend.ts';
import { planOf } from '../plan.ts';
import { train } from '../train.ts';
import { whileThere } from '../while-there.ts';

async function start(name: TfjsBackend): Promise<Backend> {
  switch (name) {
    case 'cpu':
      return (await import('./backend-cpu.ts')).startCpu();
    case 'wasm':
      return (await import('./backend-wasm.ts')).startWasm();
    case 'webgl':
      return (await import('./backend-webgl.ts')).startWebgl();
    case 'webgpu':
      return (await import('./backend-webgpu.ts')).startWebgpu();
    default:
      return name satisfies never;
  }
}

/** @throws EngineUnavailable where the backend cannot start here */
export async function createTfjsEngine(name: TfjsBackend): Promise<Engine> {
  // No advice on the console, and no check of every tensor for NaN: the training loop looks itself.
  enableProdMode();
  const backend = await start(name);
  return {
    name,
    renderer: backend.renderer,
    lost: backend.lost,
    async train(job, control) {
      await setBackend(name);
      const plan = planOf(job);
      const stack = backend.stack(plan);
      try {
        return await whileThere(backend.lost, control.breathe, async (breathe) => {
          try {
            return await train(job, { ...control, breathe }, plan, stack, backend.settle);
          } finally {
            // A device may be lost and not have said so: what was read from it is garbage, and what went
            // wrong on it is its loss.
            await backend.hearLoss();
          }
        });
      } finally {
        stack.dispose();
      }
    },
    dispose() {
      backend.dispose();
      // Removing a backend frees its memory, and forgets how to start it: remember that.
      const factory = findBackendFactory(name);
      removeBackend(name);
      if (factory) registerBackend(name, factory);
    },
  };
}
