/** The network as plain data: what it is made of, with no word about who computes it. */
export type Family = 'lognormal' | 'normal';
export type Activation = 'relu' | 'tanh' | 'elu';
/** One trunk for weights, mus and sigmas, or three nets of the same shape, one for each. */
export type Streams = 'shared' | 'separate';

export interface NetworkSpec {
  readonly family: Family;
  /** Densities in the mixture, 1–20. */
  readonly components: number;
  /** Units of each hidden layer; none is a linear model. 0–4 layers. */
  readonly hidden: readonly number[];
  readonly activation: Activation;
  /** Share of hidden units dropped while training, 0 ≤ p < 1. */
  readonly dropout: number;
  readonly streams: Streams;
}
