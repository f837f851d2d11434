/**
 * The loss of one row and its gradient in the network's 3K outputs, in doubles: what every engine
 * computes, each in its own way.
 */
import type { Loss } from './loss.ts';
import type { Bounds } from './bounds.ts';
import { crpsRow } from './crpsRow.ts';
import { type HeadRow, headRow, readHead, type Reals } from './head.ts';
import { nllRow } from './nllRow.ts';
import type { TargetScale } from './scale.ts';

/** Gradient of a row's loss in its standardised mixture; `byWeights` in the logits, softmax included. */
export interface RowSlopes {
  readonly byLogits: Float64Array;
  readonly byMus: Float64Array;
  readonly bySigmas: Float64Array;
}

/**
 * @param raw the network's outputs; the row's 3K begin at `at`
 * @param z the row's target on the standardised scale
 * @param y the row's target in its own unit
 * @param dRaw where `weight` times the gradient is written, at the same place; null: value only
 * @returns the row's loss (of order one), not weighted
 */
export type RowLoss = (
  raw: Reals,
  at: number,
  z: number,
  y: number,
  weight: number,
  dRaw: Reals | null,
) => number;

export function rowLossOf(
  loss: Loss,
  components: number,
  scale: TargetScale,
  bounds: Bounds,
): RowLoss {
  const row: HeadRow = headRow(components);
  const slopes: RowSlopes = {
    byLogits: new Float64Array(components),
    byMus: new Float64Array(components),
    bySigmas: new Float64Array(components),
  };
  const score = loss === 'nll' ? nllRow(components) : crpsRow(components, scale);
  return (raw, at, z, y, weight, dRaw) => {
    readHead(raw, at, components, bounds, row);
    const value = score(row, z, y, dRaw === null ? null : slopes);
    if (dRaw !== null) {
      for (let k = 0; k < components; k++) {
        dRaw[at + k] = weight * slopes.byLogits[k];
        dRaw[at + components + k] = weight * slopes.byMus[k] * row.muSlopes[k];
        dRaw[at + 2 * components + k] = weight * slopes.bySigmas[k] * row.sigmaSlopes[k];
      }
    }
    return value;
  };
}
