import type { ReadMixtures } from '../read-mixtures.ts';

/** What every lane of the first two races is given: the same network, the same rows. */
export interface Scoring {
  readonly count: number;
  readonly components: number;
  /** Encoded inputs of all rows, and of one. */
  readonly inputs: Float32Array;
  inputsOf(row: number): Float32Array;
  /** Minutes. */
  readonly targets: Float64Array;
  /** TensorFlow.js Layers: `model.predict`, read back. */
  predict(inputs: Float32Array, rows: number): Float32Array;
  /** The network's head: raw outputs to mixtures. */
  read(raw: Float32Array): ReadMixtures;
  /** Filled by the lane. */
  readonly scores: Float64Array;
}
