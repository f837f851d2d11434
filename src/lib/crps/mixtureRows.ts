import {
  type Mixture,
  requireComponents,
  requireFinite,
  requireLength,
  requirePositive,
  requireTotal,
  requireWeight,
} from './mixtureArguments.ts';

export type Reals = Float64Array | Float32Array;

/** n mixtures of K components side by side, row-major n × K. */
export interface MixtureRows {
  readonly components: number;
  readonly weights: Reals;
  readonly mus: Reals;
  readonly sigmas: Reals;
}

/**
 * Reads one row after the other into the same `row`, checked and its weights normalised, so that the
 * kernels see doubles only and a loop over rows allocates nothing.
 */
export class RowReader {
  readonly row: Mixture;

  /** @throws RangeError where an array is not rows × components long. `name` prefixes the arguments' names. */
  constructor(
    private readonly source: MixtureRows,
    rows: number,
    private readonly name = '',
  ) {
    const { components, weights, mus, sigmas } = source;
    requireComponents(`${name}components`, components);
    requireLength(`${name}weights`, weights.length, rows * components);
    requireLength(`${name}mus`, mus.length, rows * components);
    requireLength(`${name}sigmas`, sigmas.length, rows * components);
    this.row = {
      weights: new Float64Array(components),
      mus: new Float64Array(components),
      sigmas: new Float64Array(components),
    };
  }

  /** @throws RangeError naming the entry: negative or non-finite weight, weights that sum to zero, mu not finite, sigma not positive and finite. */
  read(index: number): void {
    const { components, weights, mus, sigmas } = this.source;
    const { row } = this;
    const first = index * components;
    let total = 0;
    for (let k = 0; k < components; k++) {
      const weight = weights[first + k];
      const mu = mus[first + k];
      const sigma = sigmas[first + k];
      const sound =
        weight >= 0 && weight < Infinity && Number.isFinite(mu) && sigma > 0 && sigma < Infinity;
      if (!sound) this.refuse(first + k);
      row.weights[k] = weight;
      row.mus[k] = mu;
      row.sigmas[k] = sigma;
      total += weight;
    }
    if (!(total > 0 && total < Infinity))
      requireTotal(`${this.name}weights of row ${index}`, total);
    for (let k = 0; k < components; k++) row.weights[k] /= total;
  }

  /** Kept out of the loop: building the names costs more than the test. */
  private refuse(at: number): void {
    const { weights, mus, sigmas } = this.source;
    requireWeight(`${this.name}weights[${at}]`, weights[at]);
    requireFinite(`${this.name}mus[${at}]`, mus[at]);
    requirePositive(`${this.name}sigmas[${at}]`, sigmas[at]);
  }
}
