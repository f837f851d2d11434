import type { Chart, ChartConfiguration } from 'chart.js';
import { fitText, fontOf, textWidth, typeSizes } from './chart-type.ts';
import { LEAST_BAND, type CurvesRow, type CurvesView } from './curves-view.ts';
import type { Drawing, Paint } from './drawing.ts';
import { stackLabels } from './label-stack.ts';
import { niceTicks } from './nice-step.ts';
import { faded } from './palette.ts';
import { tickRoom, valueAxis } from './value-axis.ts';
import { traceShape, variantMark } from './variant-mark.ts';

/** More points than this in one line are not told apart. */
const MOST_POINTS = 500;

/** A variant's median, or one of its replicates, at an epoch counted from 0. */
export interface PointedCurve {
  readonly row: number;
  readonly replicate: number | null;
  readonly epoch: number;
}

export interface CurvesPicture {
  readonly view: CurvesView;
  /** Asked at each painting. */
  pointed(): PointedCurve | null;
}

interface Point {
  x: number;
  y: number;
}

/** Points of a line, thinned evenly; the first and the last always stay, and what has no value is passed over. */
function pointsOf(values: (epoch: number) => number, reach: number): Point[] {
  const stride = Math.ceil(reach / MOST_POINTS);
  const points: Point[] = [];
  for (let epoch = 0; epoch < reach; epoch++) {
    if (epoch % stride !== 0 && epoch !== reach - 1) continue;
    const y = values(epoch);
    if (!Number.isNaN(y)) points.push({ x: epoch + 1, y });
  }
  return points;
}

function lines(
  row: CurvesRow,
  index: number,
  opacity: number,
  paint: Paint,
): ChartConfiguration['data']['datasets'] {
  const { band, reach } = row;
  const colour = paint.palette.variants[variantMark(index).colour];
  const edge = (values: readonly number[]) => (epoch: number) =>
    (band.count[epoch] < LEAST_BAND ? band.median : values)[epoch];
  const common = { type: 'line' as const, pointRadius: 0, borderColor: colour, tension: 0 };
  return [
    { ...common, data: pointsOf(edge(band.lower), reach), borderWidth: 0, order: 2 },
    {
      ...common,
      data: pointsOf(edge(band.upper), reach),
      borderWidth: 0,
      order: 2,
      fill: '-1',
      backgroundColor: faded(colour, opacity),
    },
    {
      ...common,
      data: pointsOf((epoch) => band.median[epoch], reach),
      borderWidth: 2 * paint.scale,
      borderJoinStyle: 'round' as const,
      order: 1,
    },
  ];
}

function clamped(chart: Chart, y: number): number {
  return Math.max(
    chart.chartArea.top,
    Math.min(chart.chartArea.bottom, chart.scales.y.getPixelForValue(y)),
  );
}

/** Each variant's mark where its line ends, and its name beside. */
function drawNames(chart: Chart, { rows }: CurvesView, gutter: number, paint: Paint): void {
  const { ctx, chartArea, scales } = chart;
  const { small } = typeSizes(paint);
  const drawn = rows
    .map((row, index) => ({ row, mark: variantMark(index) }))
    .filter(({ row }) => row.reach > 0);
  const ends = drawn.map(({ row }) => ({
    x: scales.x.getPixelForValue(row.reach),
    y: clamped(chart, row.band.median[row.reach - 1]),
  }));
  const places = stackLabels(
    ends.map(({ y }) => y),
    1.25 * small,
    chartArea.top,
    chartArea.bottom - 0.5 * small,
  );
  ctx.save();
  ctx.font = fontOf(paint, small, 600);
  ctx.textBaseline = 'middle';
  drawn.forEach(({ row, mark }, i) => {
    const colour = paint.palette.variants[mark.colour];
    const left = chartArea.right + 0.9 * small;
    if (ends[i].x > chartArea.right - 1) {
      ctx.beginPath();
      ctx.moveTo(ends[i].x, ends[i].y);
      ctx.lineTo(left - 0.2 * small, places[i]);
      ctx.strokeStyle = faded(colour, 0.5);
      ctx.lineWidth = paint.scale;
      ctx.stroke();
    }
    ctx.beginPath();
    traceShape(ctx, mark.shape, ends[i].x, ends[i].y, 0.33 * small);
    ctx.fillStyle = mark.hollow ? paint.palette.surface : colour;
    ctx.strokeStyle = mark.hollow ? colour : paint.palette.surface;
    ctx.lineWidth = 1.5 * paint.scale;
    ctx.stroke();
    ctx.fill();
    ctx.fillStyle = colour;
    ctx.fillText(fitText(ctx, row.name, gutter - 0.9 * small), left, places[i]);
  });
  ctx.restore();
}

/** The line of the replicate pointed at, and the point itself. */
function drawPointed(chart: Chart, view: CurvesView, pointed: PointedCurve, paint: Paint): void {
  const { ctx, chartArea, scales } = chart;
  const row = view.rows[pointed.row];
  const values =
    pointed.replicate === null
      ? row?.band.median
      : row?.curves.find(({ replicate }) => replicate === pointed.replicate)?.curve[view.metric];
  if (!values || pointed.epoch >= values.length) return;
  const colour = paint.palette.variants[variantMark(pointed.row).colour];
  const x = scales.x.getPixelForValue(pointed.epoch + 1);
  ctx.save();
  ctx.strokeStyle = paint.palette.muted;
  ctx.lineWidth = paint.scale;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
  ctx.beginPath();
  ctx.rect(
    chartArea.left,
    chartArea.top,
    chartArea.right - chartArea.left,
    chartArea.bottom - chartArea.top,
  );
  ctx.clip();
  if (pointed.replicate !== null) {
    ctx.beginPath();
    for (const point of pointsOf((epoch) => values[epoch], values.length)) {
      ctx.lineTo(scales.x.getPixelForValue(point.x), scales.y.getPixelForValue(point.y));
    }
    ctx.strokeStyle = paint.palette.surface;
    ctx.lineWidth = 4 * paint.scale;
    ctx.stroke();
    ctx.strokeStyle = colour;
    ctx.lineWidth = 1.5 * paint.scale;
    ctx.stroke();
  }
  ctx.beginPath();
  traceShape(ctx, 'circle', x, scales.y.getPixelForValue(values[pointed.epoch]), 4 * paint.scale);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.strokeStyle = paint.palette.ink;
  ctx.lineWidth = 1.5 * paint.scale;
  ctx.stroke();
  ctx.restore();
}

/** Learning curves: a line for the median, a band for 80 % of the replicates, the name at the line's end. */
export function curvesDrawing({ view, pointed }: CurvesPicture, paint: Paint): Drawing {
  const { small } = typeSizes(paint);
  const widest = Math.max(
    ...view.rows.map(({ name }) => textWidth(name, fontOf(paint, small, 600))),
  );
  const gutter = Math.min(widest + 1.2 * small, 0.3 * paint.width);
  // Bands of many variants lie over each other.
  const opacity = Math.max(0.06, 0.32 / (view.rows.length + 0.5));
  const heightTicks = Math.max(2, Math.min(6, Math.floor(paint.height / (4 * small))));
  const epochs = view.epochs > 1 ? { min: 1, max: view.epochs } : { min: 0.5, max: 1.5 };
  const widthTicks = tickRoom(paint, paint.width - gutter - 4 * small, epochs);
  const epochTicks = niceTicks(1, view.epochs, widthTicks).filter(Number.isInteger);
  return {
    datasets: view.rows.flatMap((row, index) => lines(row, index, opacity, paint)),
    options: {
      layout: {
        autoPadding: false,
        padding: { left: 0, right: gutter, top: 0.7 * small, bottom: 0 },
      },
      scales: {
        x: {
          ...valueAxis(paint, 'x', epochs, {
            title: 'Epoch',
            ticks: widthTicks,
            values: epochTicks,
          }),
          grid: { display: false, drawTicks: false, tickLength: 0 },
        },
        y: valueAxis(paint, 'y', view.axis, { title: '', ticks: heightTicks }),
      },
    },
    over: (chart) => {
      drawNames(chart, view, gutter, paint);
      const at = pointed();
      if (at) drawPointed(chart, view, at, paint);
    },
  };
}
