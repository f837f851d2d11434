import type { Chart } from 'chart.js';
import { fitText, fontOf, haloText, textWidth, typeSizes } from './chart-type.ts';
import type { DistributionLayout } from './distribution-layout.ts';
import { beyondWords } from './distribution-off-axis.ts';
import type { DistributionRow, DistributionView } from './distribution-view.ts';
import type { Paint } from './drawing.ts';
import { numberWords } from '#lib/format/number-words.ts';
import { traceShape, variantMark } from './variant-mark.ts';

function countWords({ scores, failed = 0, ...row }: DistributionRow, all: number): string {
  const expected = row.expected ?? all;
  const n = numberWords(scores.length, 0);
  const done = scores.length + failed >= expected;
  const count = done ? `n = ${n}` : `${n} of ${numberWords(expected, 0)}`;
  return failed > 0 ? `${count}, ${numberWords(failed, 0)} failed` : count;
}

/** Mark, name and n: at the left, or above the row where the plot is narrow. */
export function drawName(
  { ctx }: Chart,
  { rows, expected, axis, digits }: DistributionView,
  index: number,
  top: number,
  layout: DistributionLayout,
  paint: Paint,
): void {
  const { palette } = paint;
  const { small, normal } = typeSizes(paint);
  const mark = variantMark(index);
  const radius = 0.34 * normal;
  const words = countWords(rows[index], expected);
  ctx.save();
  ctx.textBaseline = 'middle';
  const y = layout.narrow ? top + 0.95 * small : top + layout.dots.middle;
  ctx.beginPath();
  traceShape(ctx, mark.shape, radius * 1.3, y, radius);
  ctx.fillStyle = ctx.strokeStyle = palette.variants[mark.colour];
  ctx.lineWidth = 1.4 * paint.scale;
  if (mark.hollow) ctx.stroke();
  else ctx.fill();
  const left = radius * 2.6 + 0.4 * normal;
  ctx.font = fontOf(paint, small);
  const wordsWidth = ctx.measureText(words).width;
  const beyond = beyondWords(rows[index], axis, digits);
  const beyondWidth = beyond ? textWidth(beyond, fontOf(paint, small, 600)) : 0;
  ctx.font = fontOf(paint, normal, 600);
  const room = layout.narrow
    ? paint.width - left - wordsWidth - 2 * small - beyondWidth
    : layout.gutter - left - small;
  const name = fitText(ctx, rows[index].name, room);
  // A narrow plot has the oracle's line behind the names.
  haloText(ctx, name, left, y, paint);
  const nameWidth = ctx.measureText(name).width;
  ctx.font = fontOf(paint, small);
  ctx.fillStyle = palette.muted;
  if (layout.narrow) {
    const x = left + nameWidth + 0.7 * small;
    haloText(ctx, words, x, y, paint);
  } else ctx.fillText(fitText(ctx, words, room), left, y + 1.25 * normal);
  ctx.restore();
}
