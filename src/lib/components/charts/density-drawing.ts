import type { Chart } from 'chart.js';
import { fitText, fontOf, haloText, typeSizes } from './chart-type.ts';
import type { DensityVariant, DensityView } from './density-view.ts';
import type { Drawing, Paint } from './drawing.ts';
import { numberWords, withUnit } from './number-words.ts';
import { faded } from './palette.ts';
import { tickRoom, valueAxis } from './value-axis.ts';
import { traceShape, variantMark } from './variant-mark.ts';

export interface DensityPicture {
  readonly view: DensityView;
  readonly variants: readonly DensityVariant[];
  readonly unit: string;
  /** A value of the target that is pointed at; asked at each painting. */
  pointed(): number | null;
}

/** What happened: a rule with its value. */
function drawOutcome(chart: Chart, { view, unit }: DensityPicture, paint: Paint): void {
  const { ctx, chartArea, scales } = chart;
  const { small } = typeSizes(paint);
  const { outcome, axis, decimals, label } = view;
  const inside = outcome >= axis.min && outcome <= axis.max;
  const value = withUnit(numberWords(outcome, decimals), unit);
  const x = scales.x.getPixelForValue(Math.max(axis.min, Math.min(axis.max, outcome)));
  ctx.save();
  ctx.textBaseline = 'middle';
  ctx.fillStyle = paint.palette.muted;
  ctx.font = fontOf(paint, small);
  const heading = fitText(ctx, label, paint.width * 0.5);
  const headingWidth = ctx.measureText(heading).width;
  const y = chartArea.top - 0.95 * small;
  ctx.fillText(heading, chartArea.left, y);
  ctx.font = fontOf(paint, small, 600);
  ctx.fillStyle = paint.palette.ink;
  const words = inside ? value : outcome > axis.max ? `${value} ▸` : `◂ ${value}`;
  const width = ctx.measureText(words).width;
  const least = chartArea.left + headingWidth + small;
  ctx.fillText(words, Math.max(least, Math.min(x - width / 2, paint.width - width)), y);
  if (inside) {
    ctx.strokeStyle = paint.palette.ink;
    ctx.lineWidth = 1.5 * paint.scale;
    ctx.beginPath();
    ctx.moveTo(x, chartArea.top - 0.25 * small);
    ctx.lineTo(x, chartArea.bottom);
    ctx.stroke();
  }
  ctx.restore();
}

/** Which half of the panel the forecasts leave emptier: there the scores are written. */
function emptierHalf({ curves, axis, top }: DensityView): 'left' | 'right' {
  const middle = (axis.min + axis.max) / 2;
  const height = (keep: (x: number) => boolean) =>
    Math.max(
      ...curves.flatMap(({ points }) =>
        points.filter(({ x }) => keep(x)).map(({ y }) => Math.min(y, top)),
      ),
    );
  return height((x) => x > middle + (axis.max - axis.min) / 8) <=
    height((x) => x < middle - (axis.max - axis.min) / 8)
    ? 'right'
    : 'left';
}

function drawScores(chart: Chart, { view, variants, unit }: DensityPicture, paint: Paint): void {
  const { ctx, chartArea } = chart;
  const { small } = typeSizes(paint);
  const side = emptierHalf(view);
  const line = 1.35 * small;
  ctx.save();
  ctx.textBaseline = 'middle';
  ctx.textAlign = side;
  const x = side === 'right' ? chartArea.right - 0.3 * small : chartArea.left + 0.3 * small;
  const sign = side === 'right' ? -1 : 1;
  ctx.font = fontOf(paint, small);
  ctx.fillStyle = paint.palette.muted;
  haloText(ctx, unit ? `CRPS (${unit})` : 'CRPS', x, chartArea.top + 0.8 * small, paint);
  view.curves.forEach(({ variant, crps }, i) => {
    const y = chartArea.top + 0.8 * small + (i + 1) * line;
    const mark = variantMark(variant);
    const colour = paint.palette.variants[mark.colour];
    const score = numberWords(crps, view.decimals);
    ctx.font = fontOf(paint, small, 600);
    ctx.fillStyle = paint.palette.ink;
    const scoreWidth = ctx.measureText(score).width;
    ctx.font = fontOf(paint, small);
    const room = 0.5 * (chartArea.right - chartArea.left) - scoreWidth - 2.2 * small;
    const name = fitText(ctx, variants[variant].name, room);
    const nameWidth = ctx.measureText(name).width;
    // Mark, name and score in reading order, whichever side they hang on.
    const start = side === 'right' ? x - scoreWidth - nameWidth - 1.9 * small : x;
    ctx.textAlign = 'left';
    ctx.fillStyle = colour;
    haloText(ctx, name, start + 1.2 * small, y, paint);
    ctx.font = fontOf(paint, small, 600);
    ctx.fillStyle = paint.palette.ink;
    haloText(ctx, score, start + 1.2 * small + nameWidth + 0.6 * small, y, paint);
    ctx.beginPath();
    traceShape(ctx, mark.shape, start + 0.45 * small, y, 0.32 * small);
    ctx.fillStyle = ctx.strokeStyle = colour;
    ctx.lineWidth = 1.3 * paint.scale;
    if (mark.hollow) ctx.stroke();
    else ctx.fill();
    ctx.textAlign = sign < 0 ? 'right' : 'left';
  });
  ctx.restore();
}

/** One test row: a filled line per forecast, the outcome as a rule, each forecast's CRPS. */
export function densityDrawing(picture: DensityPicture, paint: Paint): Drawing {
  const { view, unit, pointed } = picture;
  const { small } = typeSizes(paint);
  const ticks = tickRoom(paint, paint.width - small, numberWords(view.axis.max, 0));
  return {
    datasets: view.curves.map(({ variant, points }) => {
      const colour = paint.palette.variants[variantMark(variant).colour];
      return {
        type: 'line' as const,
        data: points as { x: number; y: number }[],
        borderColor: colour,
        backgroundColor: faded(colour, 0.16),
        borderWidth: 1.75 * paint.scale,
        borderJoinStyle: 'round' as const,
        pointRadius: 0,
        fill: 'origin',
      };
    }),
    options: {
      layout: {
        autoPadding: false,
        padding: { left: 0.5 * small, right: 0.5 * small, top: 1.9 * small, bottom: 0 },
      },
      scales: {
        x: {
          ...valueAxis(paint, 'x', view.axis, { title: '', unit, ticks: Math.min(6, ticks) }),
          grid: { display: false, drawTicks: false, tickLength: 0 },
          border: { display: true, color: paint.palette.hairline, width: paint.scale },
        },
        y: { type: 'linear', display: false, min: 0, max: view.top },
      },
    },
    over: (chart) => {
      drawOutcome(chart, picture, paint);
      drawScores(chart, picture, paint);
      const value = pointed();
      if (value === null) return;
      const { ctx, chartArea } = chart;
      const x = chart.scales.x.getPixelForValue(value);
      ctx.save();
      ctx.strokeStyle = paint.palette.muted;
      ctx.lineWidth = paint.scale;
      ctx.beginPath();
      ctx.moveTo(x, chartArea.top);
      ctx.lineTo(x, chartArea.bottom);
      ctx.stroke();
      ctx.restore();
    },
  };
}
