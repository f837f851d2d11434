import { SIGMA_FLOOR } from '#lib/mdn/bounds.ts';

/** Mixtures of log-normals, row-major rows × components; mus and sigmas are those of ln y. */
export interface ReadMixtures {
  readonly components: number;
  readonly weights: Float64Array;
  readonly mus: Float64Array;
  readonly sigmas: Float64Array;
}

/** The standardised logarithm's mean and standard deviation (#lib/mdn/scale.ts). */
export interface LogScale {
  readonly mean: number;
  readonly sd: number;
}

/**
 * The network's head: softmax, and softplus above a floor, in plain JavaScript. Nothing of a race has to
 * repeat to the bit, so it is written for speed, for the loop and for the batch alike; outputs of a
 * network that has not blown up reach no bound.
 * @param raw rows × 3K: K logits, K mus, K raw sigmas of the standardised logarithm
 */
export function readMixtures(
  raw: Float32Array,
  components: number,
  { mean, sd }: LogScale,
): ReadMixtures {
  const rows = raw.length / (3 * components);
  const weights = new Float64Array(rows * components);
  const mus = new Float64Array(rows * components);
  const sigmas = new Float64Array(rows * components);
  for (let row = 0; row < rows; row++) {
    const from = row * 3 * components;
    const to = row * components;
    let total = 0;
    for (let k = 0; k < components; k++) {
      // Logits of a network that has not blown up: no largest one has to be taken off.
      const weight = Math.exp(raw[from + k]);
      total += weight;
      weights[to + k] = weight;
      mus[to + k] = mean + sd * raw[from + components + k];
      const softplus = Math.log(1 + Math.exp(raw[from + 2 * components + k]));
      sigmas[to + k] = sd * (SIGMA_FLOOR + softplus);
    }
    for (let k = 0; k < components; k++) weights[to + k] /= total;
  }
  return { components, weights, mus, sigmas };
}
