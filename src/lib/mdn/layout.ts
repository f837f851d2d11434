/**
 * Where each parameter of one replicate lies in its flat array: net by net, layer by layer, the weights
 * [inputs × outputs] row-major and then the biases. A shared network is one net whose last layer gives
 * 3K values a row: K logits, K mus, K raw sigmas. With separate streams three nets of the same shape,
 * for weights, mus and sigmas in that order, give K each.
 */
import type { NetworkSpec } from './network.ts';

export interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Offsets into the flat array. */
  readonly weights: number;
  readonly biases: number;
}

/** Hidden layers, then the head: the last one has neither activation nor dropout. */
export type Net = readonly Layer[];

export interface Layout {
  readonly nets: readonly Net[];
  /** Parameters of one replicate. */
  readonly size: number;
  /** Encoded inputs a row. */
  readonly width: number;
  readonly components: number;
}

/** @param width encoded inputs a row, at least 1 */
export function layoutOf(spec: NetworkSpec, width: number): Layout {
  const { components, hidden, streams } = spec;
  let size = 0;
  const net = (headOutputs: number): Net => {
    let inputs = width;
    return [...hidden, headOutputs].map((outputs) => {
      const weights = size;
      const biases = weights + inputs * outputs;
      size = biases + outputs;
      const layer = { inputs, outputs, weights, biases };
      inputs = outputs;
      return layer;
    });
  };
  const nets =
    streams === 'shared'
      ? [net(3 * components)]
      : [net(components), net(components), net(components)];
  return { nets, size, width, components };
}

/** 1 where the parameter is a weight, 0 where it is a bias: what weight decay acts on. */
export function weightMask(layout: Layout): Float32Array {
  const mask = new Float32Array(layout.size);
  for (const layer of layout.nets.flat()) mask.fill(1, layer.weights, layer.biases);
  return mask;
}
