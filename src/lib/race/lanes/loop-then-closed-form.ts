import { crpsLognormalMixture } from '#lib/crps/index.ts';
import type { Scoring } from './scoring.ts';

/** Predict one row, score it by the closed form; then the next. */
export function* loopThenClosedForm({ count, inputsOf, targets, predict, read, scores }: Scoring) {
  for (let row = 0; row < count; row++) {
    const { weights, mus, sigmas } = read(predict(inputsOf(row), 1));
    scores[row] = crpsLognormalMixture(targets[row], weights, mus, sigmas);
    yield row + 1;
  }
}
