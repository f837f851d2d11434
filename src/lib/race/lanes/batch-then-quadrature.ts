import { originalLoop } from '#lib/crps/index.ts';
import { mixtureCdf } from '../mixture-cdf.ts';
import type { Scoring } from './scoring.ts';

/** Predict all rows at once; integrate one row, then the next. */
export function* batchThenQuadrature({ count, inputs, targets, predict, read, scores }: Scoring) {
  const mixtures = read(predict(inputs, count));
  yield 0;
  for (let row = 0; row < count; row++) {
    const cdf = mixtureCdf(mixtures, row);
    scores[row] = originalLoop(targets[row], cdf);
    yield row + 1;
  }
}
