/**
 * Initial parameters, the same on every engine: drawn from stream(seed, replicate, 'initial') net by
 * net, layer by layer, weight by weight in doubles, rounded to 32 bits.
 *
 * Hidden weights are uniform within ±√(6/inputs) for relu and elu (He et al. 2015), ±√(6/(inputs +
 * outputs)) for tanh (Glorot & Bengio 2010); the head's within a tenth of Glorot's, so that training
 * begins at the head's biases: equal weights, means spread over the target's quantiles (all beginning
 * at one place is what makes mixtures collapse), widths 1/√K of the target's spread. Hidden biases are zero.
 */
import expm1 from '@stdlib/math-base-special-expm1';
import ln from '@stdlib/math-base-special-ln';
import { stream } from '#lib/random/stream.ts';
import { SIGMA_FLOOR } from './bounds.ts';
import type { Layout } from './layout.ts';
import type { Activation } from './network.ts';

const HEAD_SHARE = 0.1;

/**
 * @param spread the K initial means on the standardised scale (scale.ts `spreadOf`)
 * @returns layout.size parameters (layout.ts)
 */
export function initialParameters(
  layout: Layout,
  activation: Activation,
  spread: Float64Array,
  seed: number,
  replicate: number,
): Float32Array {
  const random = stream(seed, replicate, 'initial');
  const parameters = new Float32Array(layout.size);
  const { components, nets } = layout;
  const width = 1 / Math.sqrt(components) - SIGMA_FLOOR;
  const rawWidth = ln(expm1(width));
  const headBiases = [
    new Float64Array(components),
    spread,
    new Float64Array(components).fill(rawWidth),
  ];
  nets.forEach((net, n) => {
    net.forEach((layer, l) => {
      const isHead = l === net.length - 1;
      const fans = layer.inputs + (isHead || activation === 'tanh' ? layer.outputs : 0);
      const limit = Math.sqrt(6 / fans) * (isHead ? HEAD_SHARE : 1);
      for (let i = layer.weights; i < layer.biases; i++) {
        parameters[i] = limit * (2 * random.uniform() - 1);
      }
      if (!isHead) return;
      const biases = nets.length === 1 ? headBiases : [headBiases[n]];
      biases.forEach((values, part) => parameters.set(values, layer.biases + part * components));
    });
  });
  return parameters;
}
