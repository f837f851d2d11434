import { originalLoop } from '#lib/crps/index.ts';
import { mixtureCdf } from '../mixture-cdf.ts';
import type { Scoring } from './scoring.ts';

/** Predict one row, integrate one row; then the next. */
export function* theLoop({ count, inputsOf, targets, predict, read, scores }: Scoring) {
  for (let row = 0; row < count; row++) {
    const mixture = read(predict(inputsOf(row), 1));
    const cdf = mixtureCdf(mixture, 0);
    scores[row] = originalLoop(targets[row], cdf);
    yield row + 1;
  }
}
