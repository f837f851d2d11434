import { engine } from '@tensorflow/tfjs-core';

/** Tensors of this thread that nobody has disposed of yet; `memory()` would ask a backend, and there may be none. */
export function liveTensors(): number {
  return engine().state.numTensors;
}
