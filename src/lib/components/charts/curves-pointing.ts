import type { Chart } from 'chart.js';
import type { PointedCurve } from './curves-drawing.ts';
import type { CurvesView } from './curves-view.ts';
import { bandWords, metricUnit } from './curves-words.ts';
import { numberWords, withUnit } from './number-words.ts';

/** How near the pointer must come to a curve, in CSS px. */
const REACH = 40;

/** The replicate whose curve passes nearest to the pointer at the epoch below it. */
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
  view.rows.forEach(({ curves }, row) => {
    for (const { replicate, curve } of curves) {
      const value = curve[view.metric][epoch];
      if (value === undefined) continue;
      const distance = Math.abs(chart.scales.y.getPixelForValue(value) - at.y);
      if (distance < least) {
        least = distance;
        nearest = { row, replicate, epoch };
      }
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
  return { row, replicate: null, epoch };
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
    const words = bandWords(shown, epoch, view.decimals, values);
    const text = `${shown.name}, epoch ${epoch + 1}: median ${words}`;
    return { x, y: at(shown.band.median[epoch]), text };
  }
  const found = shown.curves.find((candidate) => candidate.replicate === replicate);
  const value = found?.curve[view.metric][epoch];
  if (value === undefined) return null;
  const words = withUnit(numberWords(value, view.decimals), values);
  return {
    x,
    y: at(value),
    text: `${shown.name}, replicate ${replicate + 1}, epoch ${epoch + 1}: ${words}`,
  };
}
