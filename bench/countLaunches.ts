import { profile } from '@tensorflow/tfjs';
import type { TfjsBackend } from '#lib/engines/engine.ts';

/** Kernels that only rename memory. */
const VIEWS = new Set(['Identity', 'Reshape', 'ExpandDims']);

async function countCalls<Name extends string>(
  prototype: Record<Name, (...args: never[]) => unknown>,
  name: Name,
  run: () => Promise<unknown>,
): Promise<number> {
  const original = prototype[name];
  let calls = 0;
  prototype[name] = function (this: unknown, ...args: never[]) {
    calls++;
    return original.apply(this, args);
  };
  try {
    await run();
  } finally {
    prototype[name] = original;
  }
  return calls;
}

/** Programs launched while `run` runs: draws on WebGL, dispatches on WebGPU, kernels of TensorFlow.js elsewhere. */
export async function countLaunches(
  backend: TfjsBackend,
  run: () => Promise<unknown>,
): Promise<number> {
  switch (backend) {
    case 'webgl':
      return countCalls(WebGL2RenderingContext.prototype, 'drawElements', run);
    case 'webgpu':
      return countCalls(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', run);
    case 'wasm':
    case 'cpu': {
      const { kernels } = await profile(async () => {
        await run();
        return [];
      });
      return kernels.filter((kernel) => !VIEWS.has(kernel.name)).length;
    }
    default:
      return backend satisfies never;
  }
}
