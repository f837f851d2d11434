import type { ChartOptions } from 'chart.js';
import { fontOf, textWidth, typeSizes } from './chart-type.ts';
import type { Paint } from './drawing.ts';
import { niceTicks, stepDecimals, tickStep } from './nice-step.ts';
import { numberWords, withUnit } from './number-words.ts';
import type { Range } from './steady-range.ts';

interface AxisWords {
  /** What is measured, with its unit. */
  readonly title: string;
  /** At most so many ticks. */
  readonly ticks: number;
  /** Written after the last tick's number. */
  readonly unit?: string;
  /** Tick values; default: round numbers. */
  readonly values?: readonly number[];
}

type Options = Extract<
  NonNullable<NonNullable<ChartOptions['scales']>[string]>,
  { type?: 'linear' }
>;

/** A linear axis with a fixed range, round ticks, hairline grid and a quiet title at its end. */
export function valueAxis(paint: Paint, axis: 'x' | 'y', range: Range, words: AxisWords): Options {
  const { small } = typeSizes(paint);
  const ticks = words.values ?? niceTicks(range.min, range.max, words.ticks);
  // Epochs are counted: given ticks that are whole have no decimals, whatever the step of the range.
  const decimals = words.values?.every(Number.isInteger)
    ? 0
    : stepDecimals(tickStep(range.min, range.max, words.ticks));
  const font = { family: paint.palette.font, size: small, lineHeight: 1.2 };
  return {
    type: 'linear',
    axis,
    min: range.min,
    max: range.max,
    border: { display: false },
    grid: {
      color: paint.palette.hairline,
      lineWidth: paint.scale,
      drawTicks: false,
      tickLength: 0,
    },
    title: {
      display: axis === 'x' && words.title !== '',
      text: words.title,
      align: 'end',
      color: paint.palette.muted,
      font,
      padding: 0,
    },
    ticks: {
      color: paint.palette.muted,
      font,
      padding: 0.4 * small,
      maxRotation: 0,
      autoSkip: false,
      callback: (value) => {
        const number = numberWords(Number(value), decimals);
        return value === ticks.at(-1) ? withUnit(number, words.unit ?? '') : number;
      },
    },
    afterBuildTicks: (scale) => {
      scale.ticks = ticks.map((value) => ({ value }));
    },
  };
}

/** How many ticks labelled like `widest` stand clear of each other on an axis so long (CSS px). */
export function tickRoom(paint: Paint, lengthPx: number, widest: string): number {
  const { small } = typeSizes(paint);
  const label = textWidth(widest, fontOf(paint, small));
  return Math.max(2, Math.min(9, Math.floor(lengthPx / (label + 2.5 * small))));
}
