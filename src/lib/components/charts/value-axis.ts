import type { ChartOptions } from 'chart.js';
import {
  digitsOf,
  digitsWithin,
  exponentOf,
  finer,
  WHOLE,
  type Digits,
} from '#lib/format/digits.ts';
import { fontOf, textWidth, typeSizes } from './chart-type.ts';
import type { Paint } from './drawing.ts';
import { niceTicks, tickStep } from './nice-step.ts';
import { numberWords, withUnit } from '#lib/format/number-words.ts';
import type { Range } from './steady-range.ts';

interface AxisWords {
  /** What is measured, with its unit. */
  readonly title: string;
  /** At most so many ticks. */
  readonly ticks: number;
  /** Written after the last tick's number, where there is room. */
  readonly unit?: string;
  /** Tick values; default: round numbers. */
  readonly values?: readonly number[];
  /** Where the axis lies in the picture, CSS px: ticks whose words its edges would cut are left out. */
  readonly place?: { readonly from: number; readonly to: number };
  /** Digits of the numbers that are written beside the axis: its ticks keep their power of ten. */
  readonly near?: Digits;
}

type Options = Extract<
  NonNullable<NonNullable<ChartOptions['scales']>[string]>,
  { type?: 'given' }
>;

/** A linear axis with a fixed range, round ticks, hairline grid and a quiet title at its end. */
export function valueAxis(paint: Paint, axis: 'x' | 'y', range: Range, words: AxisWords): Options {
  const { small } = typeSizes(paint);
  // Epochs are counted: given ticks that are whole have no decimals, whatever the step of the range.
  const digits = words.values?.every(Number.isInteger)
    ? WHOLE
    : tickDigits(range, words.ticks, words.near);
  const fits = (value: number, label: string) =>
    !words.place || isWhole(value, label, range, words.place, paint);
  const all = words.values ?? niceTicks(range.min, range.max, words.ticks);
  const ticks = all.filter((value) => fits(value, numberWords(value, digits)));
  const label = (value: number) => {
    const number = numberWords(value, digits);
    const whole = withUnit(number, words.unit ?? '');
    return value === ticks.at(-1) && fits(value, whole) ? whole : number;
  };
  const font = { family: paint.palette.font, size: small, lineHeight: 1.2 };
  return {
    type: 'given',
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
      callback: (value) => label(Number(value)),
    },
    afterBuildTicks: (scale) => {
      scale.ticks = ticks.map((value) => ({ value }));
    },
  };
}

/** Whether a tick's words lie within the picture. */
function isWhole(
  value: number,
  label: string,
  { min, max }: Range,
  { from, to }: { readonly from: number; readonly to: number },
  paint: Paint,
): boolean {
  const x = from + ((value - min) / (max - min)) * (to - from);
  const half = textWidth(label, fontOf(paint, typeSizes(paint).small)) / 2;
  return x - half >= 0 && x + half <= paint.width;
}

/** Digits of the ticks: no more decimals than their step has. */
function tickDigits({ min, max }: Range, ticks: number, near?: Digits): Digits {
  const { power } = digitsOf([min, max], [], near);
  return { power, decimals: Math.max(0, power - exponentOf(tickStep(min, max, ticks), 1)) };
}

/** How many ticks stand clear of each other on an axis so long (CSS px). */
export function tickRoom(paint: Paint, lengthPx: number, range: Range, near?: Digits): number {
  const { small } = typeSizes(paint);
  const digits = digitsWithin(range.min, range.max, near);
  const ends = [range.min, range.max].map((end) => numberWords(end, finer(digits, -1)));
  const label = Math.max(...ends.map((end) => textWidth(end, fontOf(paint, small))));
  return Math.max(2, Math.min(9, Math.floor(lengthPx / (label + 2.5 * small))));
}
