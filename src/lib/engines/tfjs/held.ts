import { engine } from '@tensorflow/tfjs-core';

/** What TensorFlow.js holds on a thread. */
export interface Held {
  readonly tensors: number;
  /** Of live tensors on a GPU; buffers kept for use again are not counted. */
  readonly gpuBytes: number;
}

/** Of this thread; `memory()` of the package would ask a backend, and there may be none. */
export function held(): Held {
  const { registry, state } = engine();
  const bytes = Object.values(registry).map((backend) => {
    const memory: { unreliable: boolean; numBytesInGPU?: number } = backend.memory();
    return memory.numBytesInGPU ?? 0;
  });
  return {
    tensors: state.numTensors,
    gpuBytes: bytes.reduce((sum, of) => sum + of, 0),
  };
}
