import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { NEVER_LOST } from '../engine.ts';
import type { Backend } from './backend.ts';
import { HostStack } from './host-stack.ts';
import { batchedProducts } from './products.ts';

/** Plain JavaScript: slow, and runs everywhere. */
export async function startCpu(): Promise<Backend> {
  await setBackend('cpu');
  return {
    renderer: null,
    lost: NEVER_LOST,
    stack: (plan) => new HostStack(plan, batchedProducts),
    hearLoss: () => undefined,
    settle: async () => undefined,
    dispose: () => undefined,
  };
}
