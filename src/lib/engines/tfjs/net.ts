/**
 * One net of a stack, forward and backward by hand: an MLP needs no tape, and this way every launch is
 * one that is meant. Callers tidy.
 */
import {
  add,
  elu,
  minimum,
  mul,
  square,
  step,
  sub,
  sum,
  tanh,
  type Tensor2D,
  type Tensor3D,
} from '@tensorflow/tfjs-core';
import type { Activation } from '#lib/mdn/network.ts';
import type { Products } from './products.ts';

/** A layer's parameters for the whole stack: weights [R, in, out], biases [R, out]. */
export interface LayerTensors {
  readonly weights: Tensor3D;
  readonly biases: Tensor2D;
}

/** What the backward pass needs: each layer's input, and each hidden layer's output before dropout. */
export interface Trace {
  readonly inputs: readonly Tensor3D[];
  readonly active: readonly Tensor3D[];
  /** The head's outputs [R, rows, out]. */
  readonly outputs: Tensor3D;
}

/** @param masks dropout masks [R, rows, units], one a hidden layer; empty: none */
export function forward(
  products: Products,
  activation: Activation,
  layers: readonly LayerTensors[],
  x: Tensor3D,
  masks: readonly Tensor3D[],
): Trace {
  const inputs: Tensor3D[] = [];
  const active: Tensor3D[] = [];
  let below = x;
  layers.forEach(({ weights, biases }, l) => {
    inputs.push(below);
    const isHead = l === layers.length - 1;
    const z = products.affine(below, weights, biases, !isHead && activation === 'relu');
    if (isHead) {
      below = z;
      return;
    }
    const a = activation === 'relu' ? z : activation === 'tanh' ? tanh(z) : elu(z);
    active.push(a);
    below = masks.length > 0 ? mul(a, masks[l]) : a;
  });
  return { inputs, active, outputs: below };
}

/** dOut times the activation's slope, told from its value. */
function throughActivation(activation: Activation, dOut: Tensor3D, a: Tensor3D): Tensor3D {
  switch (activation) {
    case 'relu':
      return mul(dOut, step(a));
    case 'tanh':
      return mul(dOut, sub(1, square(a)));
    case 'elu':
      return mul(dOut, add(minimum(a, 0), 1));
    default:
      return activation satisfies never;
  }
}

/** Gradients of a loss in each layer's parameters, from its gradient in the head's outputs. */
export function backward(
  products: Products,
  activation: Activation,
  layers: readonly LayerTensors[],
  trace: Trace,
  masks: readonly Tensor3D[],
  dOutputs: Tensor3D,
): LayerTensors[] {
  const gradients: LayerTensors[] = [];
  let dOut = dOutputs;
  for (let l = layers.length - 1; l >= 0; l--) {
    const weights = products.toWeights(trace.inputs[l], dOut);
    gradients[l] = { weights, biases: sum(dOut, 1) as Tensor2D };
    if (l === 0) break;
    let dIn = products.toInputs(dOut, layers[l].weights);
    if (masks.length > 0) dIn = mul(dIn, masks[l - 1]);
    dOut = throughActivation(activation, dIn, trace.active[l - 1]);
  }
  return gradients;
}
