import type { Chart } from 'chart.js';
import { fontOf, haloText, typeSizes } from './chart-type.ts';
import type { DistributionRow, DistributionView } from './distribution-view.ts';
import type { Paint } from './drawing.ts';
import { countWords } from '#lib/format/counted.ts';
import { digitsWithin, finer, type Digits } from '#lib/format/digits.ts';
import { numberWords } from '#lib/format/number-words.ts';
import type { Range } from './steady-range.ts';
import { variantMark } from './variant-mark.ts';

/** An end of the axis: as its ticks are written. */
function edgeWords(value: number, { min, max }: Range, digits: Digits): string {
  return numberWords(value, finer(digitsWithin(min, max, digits), -1));
}

/** "2 beyond 40 ▸" where scores lie right of the axis, else null. */
export function beyondWords(
  { beyond }: DistributionRow,
  axis: Range,
  digits: Digits,
): string | null {
  return beyond > 0 ? `${countWords(beyond)} beyond ${edgeWords(axis.max, axis, digits)} ▸` : null;
}

/**
 * How many scores lie off the axis, at either end.
 *
 * @param beyondY middle of the words at the right end
 * @param belowY middle of the words at the left end
 */
export function drawOffAxis(
  { ctx, chartArea }: Chart,
  { axis, digits, rows }: DistributionView,
  index: number,
  { beyondY, belowY }: { beyondY: number; belowY: number },
  paint: Paint,
): void {
  const { below } = rows[index];
  const beyond = beyondWords(rows[index], axis, digits);
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
    const words = `◂ ${countWords(below)} below ${edgeWords(axis.min, axis, digits)}`;
    haloText(ctx, words, chartArea.left, belowY, paint);
  }
  ctx.restore();
}
