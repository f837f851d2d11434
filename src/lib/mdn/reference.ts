/**
 * The whole network in plain scalar doubles: outputs, loss and gradient, as clear as can be and slow.
 * The yardstick that every engine is tested against; no engine runs it.
 */
import exp from '@stdlib/math-base-special-exp';
import { boundsOf } from './bounds.ts';
import type { Reals } from './head.ts';
import type { Layer, Layout, Net } from './layout.ts';
import type { Loss } from './loss.ts';
import type { Activation } from './network.ts';
import { rowLossOf } from './rowLoss.ts';
import { standardise, type TargetScale } from './scale.ts';

/** Dropout masks [rows × units], by net and hidden layer. */
export type Masks = readonly (readonly Reals[])[];

export interface ReferenceNetwork {
  readonly layout: Layout;
  readonly activation: Activation;
}

function activate(activation: Activation, z: number): number {
  switch (activation) {
    case 'relu':
      return z > 0 ? z : 0;
    case 'elu':
      return z > 0 ? z : exp(z) - 1;
    case 'tanh': {
      const decayed = exp(-2 * Math.abs(z));
      const size = (1 - decayed) / (1 + decayed);
      return z < 0 ? -size : size;
    }
    default:
      return activation satisfies never;
  }
}

/** The activation's slope, told from its value. */
function slope(activation: Activation, a: number): number {
  switch (activation) {
    case 'relu':
      return a > 0 ? 1 : 0;
    case 'elu':
      return a > 0 ? 1 : a + 1;
    case 'tanh':
      return 1 - a * a;
    default:
      return activation satisfies never;
  }
}

function affine(layer: Layer, parameters: Reals, x: Reals, rows: number): Float64Array {
  const { inputs, outputs } = layer;
  const z = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) {
    for (let o = 0; o < outputs; o++) {
      let sum = parameters[layer.biases + o];
      for (let i = 0; i < inputs; i++) {
        sum += x[row * inputs + i] * parameters[layer.weights + i * outputs + o];
      }
      z[row * outputs + o] = sum;
    }
  }
  return z;
}

/** One net's layer outputs, before and after dropout; the last entry of `dropped` is the head's. */
function forwardNet(
  net: Net,
  activation: Activation,
  parameters: Reals,
  x: Reals,
  rows: number,
  masks: readonly Reals[] | null,
) {
  const active: Float64Array[] = [];
  const dropped: Float64Array[] = [];
  let below = x;
  net.forEach((layer, l) => {
    let out = affine(layer, parameters, below, rows);
    if (l < net.length - 1) {
      out = out.map((z) => activate(activation, z));
      active.push(out);
      const mask = masks?.[l];
      if (mask) out = out.map((a, i) => a * mask[i]);
    }
    dropped.push(out);
    below = out;
  });
  return { active, dropped };
}

/** Outputs [rows × 3K] for inputs [rows × width]. */
export function referenceOutputs(
  { layout, activation }: ReferenceNetwork,
  parameters: Reals,
  inputs: Reals,
  masks: Masks | null = null,
): Float64Array {
  const rows = inputs.length / layout.width;
  const heads = layout.nets.map((net, n) => {
    const { dropped } = forwardNet(net, activation, parameters, inputs, rows, masks?.[n] ?? null);
    return dropped[dropped.length - 1];
  });
  if (heads.length === 1) return heads[0];
  const share = layout.components;
  const raw = new Float64Array(rows * 3 * share);
  for (let row = 0; row < rows; row++) {
    heads.forEach((head, n) => {
      raw.set(head.subarray(row * share, (row + 1) * share), row * 3 * share + n * share);
    });
  }
  return raw;
}

/**
 * Mean loss over the rows (of order one: rowLoss.ts) and its gradient in every parameter.
 * @param targets in their own unit, one a row
 */
export function referenceGradient(
  network: ReferenceNetwork,
  loss: Loss,
  scale: TargetScale,
  parameters: Reals,
  inputs: Reals,
  targets: Float64Array,
  masks: Masks | null = null,
): { readonly loss: number; readonly gradient: Float64Array } {
  const { layout, activation } = network;
  const rows = targets.length;
  const raw = referenceOutputs(network, parameters, inputs, masks);
  const z = standardise(scale, targets);
  const rowLoss = rowLossOf(loss, layout.components, scale, boundsOf(scale));
  const dRaw = new Float64Array(raw.length);
  const outputs = 3 * layout.components;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    total += rowLoss(raw, row * outputs, z[row], targets[row], 1 / rows, dRaw);
  }

  const gradient = new Float64Array(layout.size);
  layout.nets.forEach((net, n) => {
    const netMasks = masks?.[n] ?? null;
    const { active, dropped } = forwardNet(net, activation, parameters, inputs, rows, netMasks);
    let dOut = new Float64Array(rows * net[net.length - 1].outputs);
    const share = dOut.length / rows;
    for (let row = 0; row < rows; row++) {
      const first = row * outputs + n * share;
      dOut.set(dRaw.subarray(first, first + share), row * share);
    }
    for (let l = net.length - 1; l >= 0; l--) {
      const layer = net[l];
      const x = l === 0 ? inputs : dropped[l - 1];
      const dIn = new Float64Array(rows * layer.inputs);
      for (let row = 0; row < rows; row++) {
        for (let o = 0; o < layer.outputs; o++) {
          const d = dOut[row * layer.outputs + o];
          gradient[layer.biases + o] += d;
          for (let i = 0; i < layer.inputs; i++) {
            const weight = layer.weights + i * layer.outputs + o;
            gradient[weight] += d * x[row * layer.inputs + i];
            dIn[row * layer.inputs + i] += d * parameters[weight];
          }
        }
      }
      if (l > 0) {
        const a = active[l - 1];
        const mask = netMasks?.[l - 1];
        dOut = dIn.map((d, i) => d * (mask ? mask[i] : 1) * slope(activation, a[i]));
      }
    }
  });
  return { loss: total / rows, gradient };
}
