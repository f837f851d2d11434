import type { Chart } from 'chart.js';
import { fitText, fontOf, textWidth, typeSizes } from './chart-type.ts';
import type { DensityView } from './density-view.ts';
import type { Drawing, Paint } from './drawing.ts';
import { numberWords, withUnit } from '#lib/format/number-words.ts';
import { faded } from './palette.ts';
import { tickRoom, valueAxis } from './value-axis.ts';
import { traceShape, variantMark } from './variant-mark.ts';

export interface DensityPicture {
  readonly view: DensityView;
  readonly unit: string;
  /** A value of the target that is pointed at; asked at each painting. */
  pointed(): number | null;
}

/** Lines of words above the plot, in CSS px. */
const lineHeight = (paint: Paint) => 1.35 * typeSizes(paint).small;

/** A piece of the line of scores: words, and the mark of their variant before them. */
interface Piece {
  readonly words: string;
  /** Index of the variant; null: words alone. */
  readonly variant: number | null;
  readonly x: number;
  /** From 0. */
  readonly line: number;
}

/** "CRPS (min) ● 28 ■ 29", broken into as many lines as the panel needs. */
function scorePieces({ view, unit }: DensityPicture, paint: Paint): Piece[] {
  const { small } = typeSizes(paint);
  const bold = fontOf(paint, small, 600);
  const left = 0.5 * small;
  const heading = unit ? `CRPS (${unit})` : 'CRPS';
  const pieces: Piece[] = [{ words: heading, variant: null, x: left, line: 0 }];
  let x = left + textWidth(heading, fontOf(paint, small)) + small;
  let line = 0;
  for (const { variant, crps } of view.curves) {
    const words = numberWords(crps, view.digits);
    const wide = 1.2 * small + textWidth(words, bold);
    if (x + wide > paint.width && x > left) {
      line += 1;
      x = left;
    }
    pieces.push({ words, variant, x, line });
    x += wide + small;
  }
  return pieces;
}

/** Above the plot: which row, then each forecast's score. */
function writeHeading(
  { ctx }: Chart,
  { view }: DensityPicture,
  pieces: readonly Piece[],
  paint: Paint,
): void {
  const { small } = typeSizes(paint);
  const line = lineHeight(paint);
  const left = 0.5 * small;
  ctx.save();
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.font = fontOf(paint, small);
  ctx.fillStyle = paint.palette.muted;
  ctx.fillText(fitText(ctx, view.label, paint.width - 2 * left), left, 0.5 * line);
  for (const { words, variant, x, line: below } of pieces) {
    const y = (1.5 + below) * line;
    ctx.font = fontOf(paint, small, variant === null ? 400 : 600);
    ctx.fillStyle = variant === null ? paint.palette.muted : paint.palette.ink;
    ctx.fillText(words, variant === null ? x : x + 1.2 * small, y);
    if (variant === null) continue;
    const mark = variantMark(variant);
    ctx.beginPath();
    traceShape(ctx, mark.shape, x + 0.45 * small, y, 0.36 * small);
    ctx.fillStyle = ctx.strokeStyle = paint.palette.variants[mark.colour];
    ctx.lineWidth = 1.3 * paint.scale;
    if (mark.hollow) ctx.stroke();
    else ctx.fill();
  }
  ctx.restore();
}

/** What happened: a rule, its value above it. */
function drawOutcome(chart: Chart, { view, unit }: DensityPicture, paint: Paint): void {
  const { ctx, chartArea, scales } = chart;
  const { small } = typeSizes(paint);
  const { outcome, axis, digits } = view;
  const inside = outcome >= axis.min && outcome <= axis.max;
  const value = withUnit(numberWords(outcome, digits), unit);
  const x = scales.x.getPixelForValue(Math.max(axis.min, Math.min(axis.max, outcome)));
  ctx.save();
  ctx.textBaseline = 'middle';
  ctx.font = fontOf(paint, small, 600);
  ctx.fillStyle = paint.palette.ink;
  const words = inside ? value : outcome > axis.max ? `${value} ▸` : `◂ ${value}`;
  const width = ctx.measureText(words).width;
  const least = chartArea.left;
  const most = Math.max(least, paint.width - width);
  const y = chartArea.top - 0.25 * small - 0.5 * lineHeight(paint);
  ctx.fillText(words, Math.max(least, Math.min(x - width / 2, most)), y);
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

/** One test row: a filled line per forecast, the outcome as a rule; row and scores stand above, clear of the curves. */
export function densityDrawing(picture: DensityPicture, paint: Paint): Drawing {
  const { view, unit, pointed } = picture;
  const { small } = typeSizes(paint);
  const ticks = tickRoom(paint, paint.width - small, view.axis, view.digits);
  const pieces = scorePieces(picture, paint);
  const headingLines = 2 + pieces[pieces.length - 1].line;
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
        padding: {
          left: 0.5 * small,
          right: 0.5 * small,
          // One line more for the outcome's value.
          top: (headingLines + 1) * lineHeight(paint) + 0.35 * small,
          bottom: 0,
        },
      },
      scales: {
        x: {
          ...valueAxis(paint, 'x', view.axis, {
            title: '',
            unit,
            ticks: Math.min(6, ticks),
            place: { from: 0.5 * small, to: paint.width - 0.5 * small },
            near: view.digits,
          }),
          grid: { display: false, drawTicks: false, tickLength: 0 },
          border: { display: true, color: paint.palette.hairline, width: paint.scale },
        },
        y: { type: 'given', display: false, min: 0, max: view.top },
      },
    },
    over: (chart) => {
      writeHeading(chart, picture, pieces, paint);
      drawOutcome(chart, picture, paint);
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
