/**
 * The three matrix products of a layer, over the whole stack at once. Which kernel computes them is
 * the backend's business.
 */
import {
  add,
  expandDims,
  matMul,
  relu,
  type Tensor2D,
  type Tensor3D,
  transpose,
} from '@tensorflow/tfjs-core';
import { stackedMatMul } from './stacked-mat-mul.ts';

export interface Products {
  /** x [R or 1, rows, in] · weights [R, in, out] + biases [R, out], through relu if asked. */
  affine(x: Tensor3D, weights: Tensor3D, biases: Tensor2D, withRelu: boolean): Tensor3D;
  /** dOut [R, rows, out] · weightsᵀ → [R, rows, in]. */
  toInputs(dOut: Tensor3D, weights: Tensor3D): Tensor3D;
  /** xᵀ · dOut → [R, in, out]. */
  toWeights(x: Tensor3D, dOut: Tensor3D): Tensor3D;
}

/** For every backend: TensorFlow.js's own batched product. */
export const batchedProducts: Products = {
  affine(x, weights, biases, withRelu) {
    const z = add(matMul(x, weights), expandDims(biases, 1)) as Tensor3D;
    return withRelu ? relu(z) : z;
  },
  toInputs: (dOut, weights) => matMul(dOut, weights, false, true),
  toWeights: (x, dOut) => matMul(x, dOut, true, false),
};

const turned = (x: Tensor3D): Tensor3D => transpose(x, [0, 2, 1]);

/** For wasm: XNNPACK, which takes no transposed operands. */
export const stackedProducts: Products = {
  affine: (x, weights, biases, withRelu) => stackedMatMul(x, weights, biases, withRelu),
  toInputs: (dOut, weights) => stackedMatMul(dOut, turned(weights), null, false),
  toWeights: (x, dOut) => stackedMatMul(turned(x), dOut, null, false),
};
