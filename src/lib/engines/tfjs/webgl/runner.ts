import type { GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { engine, type Tensor, tensor2d } from '@tensorflow/tfjs-core';

/** Runs packed programs; what they give are tensors like any other, counted and tidied. */
export class Runner {
  readonly #backend: MathBackendWebGL;

  constructor(backend: MathBackendWebGL) {
    this.#backend = backend;
  }

  /** @param uniforms in the order in which the program declares them */
  run(program: GPGPUProgram, inputs: readonly Tensor[], uniforms: readonly number[] = []): Tensor {
    const values = uniforms.map((value) => [value]);
    const out = this.#backend.compileAndRun(program, [...inputs], 'float32', values, true);
    return engine().makeTensorFromTensorInfo(out);
  }

  upload(values: Float32Array, [rows, columns]: readonly [number, number]): Tensor {
    return tensor2d(values, [rows, columns]);
  }
}
