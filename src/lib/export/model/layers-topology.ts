/**
 * The network as TensorFlow.js Layers (and Keras) write a functional model: from encoded inputs to the
 * mixture on the target's own scale, in layers that both have, so that no code of ours is needed to run
 * it. The head's bounds (#lib/mdn/bounds.ts) are ReLUs with a largest value between two rescalings.
 */
import type { Experiment } from '#lib/experiment/experiment.ts';
import { boundsOf } from '#lib/mdn/bounds.ts';
import { middleOf, type TargetScale } from '#lib/mdn/scale.ts';

interface LayerConfig {
  readonly class_name: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inbound_nodes: readonly unknown[];
}

type Network = Pick<Experiment, 'hidden' | 'activation' | 'dropout' | 'streams' | 'components'>;

export const OUTPUTS = ['weights', 'mus', 'sigmas'] as const;
export type Output = (typeof OUTPUTS)[number];

/** The dense layer that gives each output, before the head's bounds. */
export const HEADS: Readonly<Record<Output, string>> = {
  weights: 'weights',
  mus: 'mu_raw',
  sigmas: 'sigma_raw',
};

/** The name of the l-th hidden layer (from 0), of the one trunk or of an output's own. */
export function hiddenName(l: number, stream: Output | null): string {
  return stream ? `${stream}_hidden_${l + 1}` : `hidden_${l + 1}`;
}

function layer(
  class_name: string,
  name: string,
  from: string | null,
  config: Readonly<Record<string, unknown>>,
): LayerConfig {
  return {
    class_name,
    name,
    config: { name, trainable: true, dtype: 'float32', ...config },
    inbound_nodes: from === null ? [] : [[[from, 0, 0, {}]]],
  };
}

function dense(name: string, from: string, units: number, activation: string): LayerConfig {
  return layer('Dense', name, from, { units, activation, use_bias: true });
}

/** Hidden layers with their dropout. @returns the layers, and the name of the last (the inputs, where there is none) */
function trunk({ hidden, activation, dropout }: Network, stream: Output | null) {
  const layers: LayerConfig[] = [];
  let last = 'inputs';
  hidden.forEach((units, l) => {
    const name = hiddenName(l, stream);
    layers.push(dense(name, last, units, activation));
    last = name;
    if (dropout === 0) return;
    last = name.replace('hidden', 'dropout');
    layers.push(layer('Dropout', last, name, { rate: dropout }));
  });
  return { layers, last };
}

/** muStd = clamp(raw, ±mu), mu = middle + sd·muStd; sigmaStd = min(floor + softplus(raw), sigma), sigma = sd·sigmaStd. */
function head(output: Output, from: string, components: number, scale: TargetScale) {
  const { sd } = scale;
  const { mu, floor, sigma } = boundsOf(scale);
  const rescaling = (name: string, last: string, factor: number, offset: number) =>
    layer('Rescaling', name, last, { scale: factor, offset });
  const relu = (name: string, last: string, largest: number) =>
    layer('ReLU', name, last, { max_value: largest });
  switch (output) {
    case 'weights':
      return [dense('weights', from, components, 'softmax')];
    case 'mus':
      return [
        dense('mu_raw', from, components, 'linear'),
        rescaling('mu_raised', 'mu_raw', 1, mu),
        relu('mu_bounded', 'mu_raised', 2 * mu),
        rescaling('mus', 'mu_bounded', sd, middleOf(scale) - sd * mu),
      ];
    case 'sigmas':
      return [
        dense('sigma_raw', from, components, 'softplus'),
        relu('sigma_bounded', 'sigma_raw', sigma - floor),
        rescaling('sigmas', 'sigma_bounded', sd, sd * floor),
      ];
    default:
      return output satisfies never;
  }
}

/** @param width encoded inputs a row; @returns `modelTopology` of a model.json */
export function layersTopology(network: Network, width: number, scale: TargetScale) {
  const shared = network.streams === 'shared' ? trunk(network, null) : null;
  const layers = [
    layer('InputLayer', 'inputs', null, { batch_input_shape: [null, width], sparse: false }),
    ...(shared?.layers ?? []),
    ...OUTPUTS.flatMap((output) => {
      const own = shared ?? trunk(network, output);
      const heads = head(output, own.last, network.components, scale);
      return shared ? heads : [...own.layers, ...heads];
    }),
  ];
  return {
    class_name: 'Functional',
    config: {
      name: 'mixture_density_network',
      trainable: true,
      layers,
      input_layers: [['inputs', 0, 0]],
      output_layers: OUTPUTS.map((output) => [output, 0, 0]),
    },
    keras_version: '2.15.0',
    backend: 'tensorflow',
  };
}
