/** What a network is trained on, and how its value is told in the target's unit. */
import ln from '@stdlib/math-base-special-ln';
import { middleOf, type TargetScale } from './scale.ts';

export type Loss = 'nll' | 'crps';

/**
 * The mean training loss in the target's unit: −ln f(y), or the CRPS. Exact for a mean over all
 * training rows, because the mean of ln y over them is the log-normal scale's own mean.
 */
export function lossInUnit(loss: Loss, scale: TargetScale, mean: number): number {
  if (loss === 'crps') return mean * scale.unit;
  return mean + ln(scale.sd) + (scale.family === 'lognormal' ? middleOf(scale) : 0);
}
