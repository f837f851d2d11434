import type { Chart, ChartConfiguration } from 'chart.js';
import { drawDots, type Pointed } from './distribution-dots.ts';
import type { DistributionLayout } from './distribution-layout.ts';
import { drawMean } from './distribution-mean.ts';
import { drawName } from './distribution-names.ts';
import { drawOffAxis } from './distribution-off-axis.ts';
import { drawOracle } from './distribution-oracle.ts';
import type { DistributionView } from './distribution-view.ts';
import type { Drawing, Paint } from './drawing.ts';
import { faded } from './palette.ts';
import type { PlacedDot, SwarmRows } from './swarm-rows.ts';
import { tickRoom, valueAxis } from './value-axis.ts';
import { variantMark } from './variant-mark.ts';

export interface DistributionPicture {
  readonly view: DistributionView;
  readonly axisTitle: string;
  readonly layout: DistributionLayout;
  readonly swarms: SwarmRows;
  /** Asked at each painting. */
  pointed(): Pointed | null;
  /** Told where the dots came to lie. */
  onplaced(dots: readonly (readonly PlacedDot[])[]): void;
}

/** Boxes and violins stand on an axis of rows: row i between i and i + 1, from the top. */
function shapes(
  picture: DistributionPicture,
  paint: Paint,
): ChartConfiguration['data']['datasets'] {
  const { view, layout } = picture;
  const { palette } = paint;
  return view.rows.flatMap((row, index) => {
    const { colour: hue } = variantMark(index);
    const colour = palette.variants[hue];
    const at = (middle: number) => index + middle / layout.row;
    const common = {
      grouped: false,
      indexAxis: 'y' as const,
      borderColor: colour,
      borderWidth: 1.25 * paint.scale,
      outlierRadius: 0,
      meanRadius: 0,
    };
    const datasets: unknown[] = [];
    if (row.violin) {
      const { median, coords, maxEstimate } = row.violin;
      datasets.push({
        ...common,
        type: 'violin',
        backgroundColor: faded(colour, 0.28),
        barThickness: 2 * layout.dots.reach,
        data: [{ x: median, y: at(layout.dots.middle), coords, maxEstimate }],
      });
    }
    if (row.box) {
      datasets.push({
        ...common,
        type: 'boxplot',
        backgroundColor: faded(colour, 0.18),
        medianColor: colour,
        barThickness: layout.box.thickness,
        data: [{ x: row.box.median, y: at(layout.box.middle), ...row.box }],
      });
    }
    return datasets as ChartConfiguration['data']['datasets'];
  });
}

/** Scores of each row to places; scores off the axis have none. */
function place(chart: Chart, { view, layout, swarms }: DistributionPicture) {
  const { left, right, top, bottom } = chart.chartArea;
  const { min, max } = view.axis;
  const row = (bottom - top) / view.rows.length;
  return swarms.place(
    view.rows.map(({ scores, violin }) => (violin ? [] : scores)),
    view.rows.map((_, index) => top + index * row + layout.dots.middle),
    layout.dots,
    (score) =>
      score < min || score > max ? NaN : left + ((score - min) / (max - min)) * (right - left),
    [left, right, top, bottom, min, max, view.rows.length, layout.dots.radius].join(),
  );
}

function separators(chart: Chart, rows: number, paint: Paint): void {
  const { ctx } = chart;
  const { top, bottom, right } = chart.chartArea;
  ctx.save();
  ctx.strokeStyle = paint.palette.hairline;
  ctx.lineWidth = paint.scale;
  ctx.beginPath();
  for (let i = 0; i <= rows; i++) {
    const y = Math.round(top + (i * (bottom - top)) / rows) + 0.5;
    ctx.moveTo(0, y);
    ctx.lineTo(right, y);
  }
  ctx.stroke();
  ctx.restore();
}

/** The distribution of scores: a row per variant with its name, dots or violin, box, mean and interval. */
export function distributionDrawing(picture: DistributionPicture, paint: Paint): Drawing {
  const { view, layout } = picture;
  const length = paint.width - layout.gutter - layout.right;
  const ticks = tickRoom(paint, length, view.axis, view.digits);
  return {
    datasets: shapes(picture, paint),
    options: {
      layout: {
        autoPadding: false,
        padding: { left: layout.gutter, right: layout.right, top: layout.top, bottom: 0 },
      },
      scales: {
        x: {
          ...valueAxis(paint, 'x', view.axis, {
            title: picture.axisTitle,
            ticks,
            place: { from: layout.gutter, to: paint.width - layout.right },
            near: view.digits,
          }),
          afterFit: (scale) => void (scale.height = layout.axis),
        },
        // Without the offset that boxes ask for, a row is exactly one unit high.
        y: {
          type: 'given',
          display: false,
          offset: false,
          reverse: true,
          min: 0,
          max: view.rows.length,
        },
      },
    },
    under: (chart) => {
      separators(chart, view.rows.length, paint);
      drawOracle(chart, view, paint);
    },
    over: (chart) => {
      const dots = place(chart, picture);
      picture.onplaced(dots);
      const pointed = picture.pointed();
      drawDots(chart, dots, layout, paint, pointed);
      view.rows.forEach((_, index) => {
        const top =
          chart.chartArea.top +
          (index * (chart.chartArea.bottom - chart.chartArea.top)) / view.rows.length;
        drawName(chart, view, index, top, layout, paint);
        drawMean(chart, view, index, top + layout.mean, paint);
        const belowY = top + layout.dots.middle;
        // Beside the name where that has a line of its own, else in the line of the dots.
        const beyondY = layout.narrow ? top + layout.name * 0.6 : belowY;
        drawOffAxis(chart, view, index, { beyondY, belowY }, paint);
      });
    },
  };
}
