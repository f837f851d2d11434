import exp from '@stdlib/math-base-special-exp';
import { stream, type Stream } from '#lib/random/stream.ts';
import { RunningMean } from './running-mean.ts';
import type { ScoreMixture } from './score-mixture.ts';

/** Two independent draws from the forecast, in minutes. */
export interface Pair {
  readonly first: number;
  readonly second: number;
}

/**
 * Estimates both terms of the score from pairs of draws X, X′: |X − y|, ½|X − X′|, and their difference.
 * The same seed draws the same pairs on every machine.
 */
export class PairSampler {
  readonly distance = new RunningMean();
  readonly spread = new RunningMean();
  readonly score = new RunningMean();
  readonly #random: Stream;
  readonly #mixture: ScoreMixture;
  readonly #outcome: number;

  constructor(mixture: ScoreMixture, outcome: number, seed: number) {
    this.#mixture = mixture;
    this.#outcome = outcome;
    this.#random = stream(seed, 0, 'score-pairs');
  }

  get count(): number {
    return this.score.count;
  }

  /** Draws one pair and counts it. */
  draw(): Pair {
    const first = this.#one();
    const second = this.#one();
    const distance = Math.abs(first - this.#outcome);
    const spread = 0.5 * Math.abs(first - second);
    this.distance.add(distance);
    this.spread.add(spread);
    this.score.add(distance - spread);
    return { first, second };
  }

  #one(): number {
    const { family, densities } = this.#mixture;
    let left = this.#random.uniform();
    let k = 0;
    while (k < densities.length - 1 && left >= densities[k].weight) left -= densities[k++].weight;
    const value = densities[k].mu + densities[k].sigma * this.#random.normal();
    return family === 'lognormal' ? exp(value) : value;
  }
}
