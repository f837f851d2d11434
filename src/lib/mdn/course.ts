/** One replicate's course: its curve, its best epoch, and whether it should go on. */
export class Course {
  readonly trainingLoss: number[] = [];
  readonly validationCrps: number[] = [];
  bestEpoch = 0;
  /** Parameters of the best epoch; only with a patience. */
  best: Float32Array | null = null;
  readonly #patience: number | null;

  /** @param patience epochs without a better validation CRPS until it stops; null: never */
  constructor(patience: number | null) {
    this.#patience = patience;
  }

  get epochs(): number {
    return this.trainingLoss.length;
  }

  /** Validation CRPS of the weights that are kept. */
  get keptCrps(): number {
    return this.validationCrps[this.bestEpoch - 1];
  }

  /**
   * Notes an epoch.
   * @param parameters as they stand after it; copied if they are the best so far
   * @returns whether the replicate has run out of patience
   */
  note(trainingLoss: number, validationCrps: number, parameters: Float32Array): boolean {
    const better = this.bestEpoch === 0 || validationCrps < this.keptCrps;
    this.trainingLoss.push(trainingLoss);
    this.validationCrps.push(validationCrps);
    if (this.#patience === null) {
      this.bestEpoch = this.epochs;
      return false;
    }
    if (better) {
      this.bestEpoch = this.epochs;
      this.best = parameters.slice();
    }
    return this.epochs - this.bestEpoch >= this.#patience;
  }
}
