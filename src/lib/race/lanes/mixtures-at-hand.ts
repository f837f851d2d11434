import type { ReadMixtures } from '../read-mixtures.ts';

/** What every lane of the third race is given: forecasts that are made already, so that only scores are timed. */
export interface MixturesAtHand {
  readonly count: number;
  readonly components: number;
  readonly mixtures: ReadMixtures;
  /** Minutes. */
  readonly targets: Float64Array;
  /** Filled by the lane. */
  readonly scores: Float64Array;
}
