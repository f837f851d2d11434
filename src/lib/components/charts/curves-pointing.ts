import type { Chart } from 'chart.js';
import type { PointedCurve } from './curves-drawing.ts';
import type { CurvesRow, CurvesView } from './curves-view.ts';
import { bandWords, metricUnit } from './curves-words.ts';
import { numberWords, withUnit } from '#lib/format/number-words.ts';

/** How near the pointer must come to a curve, in CSS px. */
const REACH = 40;

/** The epoch nearest to `epoch` that a row's median has a value at; summaries leave some out. */
function knownEpoch({ band, reach }: CurvesRow, epoch: number): number {
  const known = (at: number) => at >= 0 && at < reach && Number.isFinite(band.median[at]);
  for (let away = 0; away < reach; away++) {
    if (known(epoch - away)) return epoch - away;
    if (known(epoch + away)) return epoch + away;
  }
  return epoch;
}

/** The replicate whose curve passes nearest to the pointer at the epoch below it; the median where there is but that. */
export function pointedCurve(
  at: { readonly x: number; readonly y: number },
  view: CurvesView,
  chart: Chart,
): PointedCurve | null {
  const { left, right } = chart.chartArea;
  if (at.x < left - REACH / 4 || at.x > right + REACH / 4) return null;
  const epoch = Math.round(chart.scales.x.getValueForPixel(at.x) ?? NaN) - 1;
  let nearest: PointedCurve | null = null;
  let least = REACH;
  const offer = (value: number | undefined, candidate: PointedCurve) => {
    if (value === undefined) return;
    const distance = Math.abs(chart.scales.y.getPixelForValue(value) - at.y);
    if (distance >= least) return;
    least = distance;
    nearest = candidate;
  };
  view.rows.forEach((shown, row) => {
    if (shown.summary && shown.reach > 0) {
      const known = knownEpoch(shown, Math.min(epoch, shown.reach - 1));
      offer(shown.band.median[known], { row, replicate: null, epoch: known });
    }
    for (const { replicate, curve } of shown.curves) {
      offer(curve[view.metric][epoch], { row, replicate, epoch });
    }
  });
  return nearest;
}

/** Where an arrow key leads along the medians: left and right by epoch, up and down by variant. */
export function steppedCurve(
  key: string,
  from: PointedCurve | null,
  view: CurvesView,
): PointedCurve | null {
  if (key === 'Escape') return null;
  const first = view.rows.findIndex(({ reach }) => reach > 0);
  let row = from?.row ?? first;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const step = key === 'ArrowUp' ? -1 : 1;
    let next = row + step;
    while (view.rows[next] && view.rows[next].reach === 0) next += step;
    if (from && view.rows[next]) row = next;
  }
  const last = view.rows[row].reach - 1;
  const now = from?.epoch ?? last;
  // Long curves are walked in a hundred steps.
  const stride = Math.max(1, Math.round(view.epochs / 100));
  const to: Record<string, number> = {
    ArrowLeft: now - (from ? stride : 0),
    ArrowRight: now + stride,
    Home: 0,
    End: last,
  };
  const epoch = Math.max(0, Math.min(last, to[key] ?? now));
  return { row, replicate: null, epoch: knownEpoch(view.rows[row], epoch) };
}

export function curveTip(
  { row, replicate, epoch }: PointedCurve,
  view: CurvesView,
  chart: Chart,
  unit: string,
): { x: number; y: number; text: string } | null {
  const shown = view.rows[row];
  const values = metricUnit(view.metric, view.rows, unit);
  const x = chart.scales.x.getPixelForValue(epoch + 1);
  const at = (value: number) =>
    Math.max(chart.chartArea.top, chart.scales.y.getPixelForValue(value));
  if (replicate === null) {
    const words = bandWords(shown, epoch, view.digits, values);
    const text = `${shown.name}, epoch ${epoch + 1}: median ${words}`;
    return { x, y: at(shown.band.median[epoch]), text };
  }
  const found = shown.curves.find((candidate) => candidate.replicate === replicate);
  const value = found?.curve[view.metric][epoch];
  if (value === undefined) return null;
  const words = withUnit(numberWords(value, view.digits), values);
  return {
    x,
    y: at(value),
    text: `${shown.name}, replicate ${replicate + 1}, epoch ${epoch + 1}: ${words}`,
  };
}
