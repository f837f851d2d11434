import type { Chart } from 'chart.js';
import { fontOf, typeSizes } from './chart-type.ts';
import type { DistributionView } from './distribution-view.ts';
import type { Paint } from './drawing.ts';
import { numberWords } from '#lib/format/number-words.ts';

/** The best score that any forecast can have, dashed, named above the rows. */
export function drawOracle(
  chart: Chart,
  { oracle, axis, digits }: DistributionView,
  paint: Paint,
): void {
  if (oracle === null || !Number.isFinite(oracle)) return;
  const { ctx, chartArea } = chart;
  const { small } = typeSizes(paint);
  const inside = oracle >= axis.min && oracle <= axis.max;
  const arrow = inside ? '' : oracle < axis.min ? '◂ ' : ' ▸';
  const words = `oracle ${numberWords(oracle, digits)}`;
  const text = oracle < axis.min ? arrow + words : words + arrow;
  ctx.save();
  ctx.font = fontOf(paint, small);
  ctx.fillStyle = paint.palette.ink;
  ctx.textBaseline = 'middle';
  const width = ctx.measureText(text).width;
  const x = chart.scales.x.getPixelForValue(Math.min(axis.max, Math.max(axis.min, oracle)));
  const left = Math.min(Math.max(x - width / 2, chartArea.left), paint.width - width - 1);
  ctx.fillText(text, left, chartArea.top - 0.9 * small);
  if (inside) {
    ctx.strokeStyle = paint.palette.ink;
    ctx.lineWidth = 1.25 * paint.scale;
    ctx.setLineDash([4 * paint.scale, 4 * paint.scale]);
    ctx.beginPath();
    ctx.moveTo(x, chartArea.top - 0.2 * small);
    ctx.lineTo(x, chartArea.bottom);
    ctx.stroke();
  }
  ctx.restore();
}
