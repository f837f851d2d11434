/**
 * The fast engine: kernels of our own in WebAssembly SIMD, fused from the gathered rows to Adam, on one
 * core. Its results are the same to the last bit on every machine: only operations that are exact by
 * WebAssembly's definition, in an order that depends on the job alone.
 */
import { type Engine, NEVER_LOST } from '../engine.ts';
import { Arena } from './Arena.ts';
import { startKernels } from './kernels.ts';
import { train } from './train.ts';

/** @throws EngineUnavailable where there is no WebAssembly with SIMD */
export async function createSimdEngine(): Promise<Engine> {
  const kernels = await startKernels();
  const arena = new Arena(kernels);
  return {
    name: 'simd',
    renderer: null,
    train: (job, control) => train(kernels, arena, job, control),
    lost: NEVER_LOST,
    dispose: () => arena.clear(),
  };
}
