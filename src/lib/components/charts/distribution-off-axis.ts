import type { Chart } from 'chart.js';
import { fontOf, haloText, typeSizes } from './chart-type.ts';
import type { DistributionRow, DistributionView } from './distribution-view.ts';
import type { Paint } from './drawing.ts';
import { numberWords } from './number-words.ts';
import type { Range } from './steady-range.ts';
import { variantMark } from './variant-mark.ts';

/** An end of the axis needs a digit less than a score. */
const edgeWords = (value: number, decimals: number) =>
  numberWords(value, Math.max(0, decimals - 1));

/** "2 beyond 40 ▸" where scores lie right of the axis, else null. */
export function beyondWords(
  { beyond }: DistributionRow,
  axis: Range,
  decimals: number,
): string | null {
  return beyond > 0 ? `${numberWords(beyond, 0)} beyond ${edgeWords(axis.max, decimals)} ▸` : null;
}

/**
 * How many scores lie off the axis, at either end.
 *
 * @param beyondY middle of the words at the right end
 * @param belowY middle of the words at the left end
 */
export function drawOffAxis(
  { ctx, chartArea }: Chart,
  { axis, decimals, rows }: DistributionView,
  index: number,
  { beyondY, belowY }: { beyondY: number; belowY: number },
  paint: Paint,
): void {
  const { below } = rows[index];
  const beyond = beyondWords(rows[index], axis, decimals);
  ctx.save();
  ctx.fillStyle = paint.palette.variants[variantMark(index).colour];
  ctx.textBaseline = 'middle';
  ctx.font = fontOf(paint, typeSizes(paint).small, 600);
  if (beyond) {
    ctx.textAlign = 'right';
    haloText(ctx, beyond, paint.width - 1, beyondY, paint);
  }
  if (below > 0) {
    ctx.textAlign = 'left';
    const words = `◂ ${numberWords(below, 0)} below ${edgeWords(axis.min, decimals)}`;
    haloText(ctx, words, chartArea.left, belowY, paint);
  }
  ctx.restore();
}
