import type { Chart } from 'chart.js';
import { fontOf, haloText, textWidth, typeSizes } from './chart-type.ts';
import type { DistributionView } from './distribution-view.ts';
import type { Paint } from './drawing.ts';
import { numberWords } from '#lib/format/number-words.ts';
import { traceShape, variantMark } from './variant-mark.ts';

/** The mean with its 95 % interval, and both in figures beside them; a mean off the axis in figures only. */
export function drawMean(
  chart: Chart,
  { rows, axis, digits }: DistributionView,
  index: number,
  y: number,
  paint: Paint,
): void {
  const { interval } = rows[index];
  if (!interval) return;
  const { mean, lower, upper } = interval;
  const known = Number.isFinite(lower) && Number.isFinite(upper);
  const ends = known ? ` (${numberWords(lower, digits)}–${numberWords(upper, digits)})` : '';
  const words = { mean: numberWords(mean, digits), ends };
  if (mean < axis.min || mean > axis.max) {
    drawMeanOffAxis(chart, words, mean < axis.min, y, paint);
    return;
  }
  const { ctx } = chart;
  const { small } = typeSizes(paint);
  const toX = (value: number) =>
    chart.scales.x.getPixelForValue(Math.min(axis.max, Math.max(axis.min, value)));
  const [from, to] = known ? [toX(lower), toX(upper)] : [toX(mean), toX(mean)];
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = paint.palette.variants[variantMark(index).colour];
  ctx.lineWidth = 2 * paint.scale;
  ctx.beginPath();
  ctx.moveTo(from, y);
  ctx.lineTo(to, y);
  for (const [x, end] of [
    [from, lower],
    [to, upper],
  ]) {
    // An end beyond the axis has no cap: it is not there.
    if (!(end >= axis.min && end <= axis.max)) continue;
    ctx.moveTo(x, y - 0.3 * small);
    ctx.lineTo(x, y + 0.3 * small);
  }
  ctx.stroke();
  ctx.beginPath();
  traceShape(ctx, 'circle', toX(mean), y, 0.36 * small);
  ctx.fill();
  ctx.strokeStyle = paint.palette.surface;
  ctx.lineWidth = 1.5 * paint.scale;
  ctx.stroke();
  ctx.restore();
  writeMean(
    chart,
    words,
    [
      [from - 0.7 * small, to + 0.7 * small],
      // An interval as wide as the axis leaves room only on itself, beside the dot.
      [toX(mean) - 0.9 * small, toX(mean) + 0.9 * small],
    ],
    y,
    paint,
  );
}

interface MeanWords {
  readonly mean: string;
  readonly ends: string;
}

/**
 * Mean and interval in figures, around the first of the gaps (left and right end, CSS px) that has room,
 * at least for the mean alone: right of it, else left.
 */
function writeMean(
  { ctx, chartArea }: Chart,
  { mean, ends }: MeanWords,
  gaps: readonly (readonly [number, number])[],
  y: number,
  paint: Paint,
): void {
  const { small } = typeSizes(paint);
  const [quiet, strong] = [fontOf(paint, small), fontOf(paint, small, 600)];
  const meanWidth = textWidth(mean, strong);
  const full = meanWidth + textWidth(ends, quiet);
  const place = ([before, after]: readonly [number, number], width: number) => {
    if (after + width <= paint.width) return { x: after, width };
    return before - width >= chartArea.left ? { x: before - width, width } : null;
  };
  const places = gaps.flatMap((gap) => place(gap, full) ?? place(gap, meanWidth) ?? []);
  const { x, width } = places[0] ?? { x: paint.width - meanWidth, width: meanWidth };
  ctx.save();
  // Where the words stand on the interval's own line, the line gives way.
  ctx.fillStyle = paint.palette.surface;
  ctx.fillRect(x - 0.25 * small, y - 0.5 * small, width + 0.5 * small, small);
  ctx.textBaseline = 'middle';
  ctx.font = quiet;
  ctx.fillStyle = paint.palette.muted;
  if (width === full) haloText(ctx, ends, x + meanWidth, y, paint);
  ctx.font = strong;
  ctx.fillStyle = paint.palette.ink;
  haloText(ctx, mean, x, y, paint);
  ctx.restore();
}

function drawMeanOffAxis(
  { ctx, chartArea }: Chart,
  { mean, ends }: MeanWords,
  below: boolean,
  y: number,
  paint: Paint,
): void {
  const { small } = typeSizes(paint);
  ctx.save();
  ctx.textBaseline = 'middle';
  ctx.textAlign = below ? 'left' : 'right';
  ctx.font = fontOf(paint, small);
  ctx.fillStyle = paint.palette.muted;
  const whole = `mean ${mean}${ends}`;
  const fits = ctx.measureText(`${whole} ▸`).width < chartArea.right - chartArea.left;
  const words = fits ? whole : `mean ${mean}`;
  ctx.fillText(below ? `◂ ${words}` : `${words} ▸`, below ? chartArea.left : paint.width - 1, y);
  ctx.restore();
}
