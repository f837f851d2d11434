import { originalLoop } from '#lib/crps/index.ts';
import { mixtureCdf } from '../mixture-cdf.ts';
import type { MixturesAtHand } from './mixtures-at-hand.ts';

/** Integrate the definition, row by row, in plain TypeScript. */
export function* byQuadrature({ count, mixtures, targets, scores }: MixturesAtHand) {
  for (let row = 0; row < count; row++) {
    const cdf = mixtureCdf(mixtures, row);
    scores[row] = originalLoop(targets[row], cdf);
    yield row + 1;
  }
}
