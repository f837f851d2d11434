import type { ReplicateScore } from '#lib/components/charts/distribution-view.ts';
import type { ShownReplicate } from './shown-variant.ts';

/** Scores of finished replicates; the same list for the same results, so that charts redraw only what is new. */
export class ScoreLists {
  readonly #known = new WeakMap<readonly ShownReplicate[], readonly ReplicateScore[]>();

  of(done: readonly ShownReplicate[]): readonly ReplicateScore[] {
    let scores = this.#known.get(done);
    if (!scores) {
      scores = done.map(({ replicate, testCrps }) => ({ replicate, score: testCrps }));
      this.#known.set(done, scores);
    }
    return scores;
  }
}
