import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
// In a browser wasm-paths.ts, under Node wasm-paths.node.ts: package.json, "imports".
import { locateWasm } from '#wasm-paths';
import { EngineUnavailable, NEVER_LOST } from '../engine.ts';
import type { Backend } from './backend.ts';
import { HostStack } from './host-stack.ts';
import { stackedProducts } from './products.ts';
import { registerStackedMatMul } from './stacked-mat-mul.ts';

/** WebAssembly, one thread: there is a worker for every core already. */
export async function startWasm(): Promise<Backend> {
  setThreadsCount(1);
  locateWasm();
  registerStackedMatMul();
  if (!(await setBackend('wasm'))) {
    throw new EngineUnavailable(
      'wasm',
      'WebAssembly did not start; a content policy may forbid it.',
    );
  }
  return {
    renderer: null,
    lost: NEVER_LOST,
    stack: (plan) => new HostStack(plan, stackedProducts),
    hearLoss: () => undefined,
    settle: async () => undefined,
    dispose: () => undefined,
  };
}
