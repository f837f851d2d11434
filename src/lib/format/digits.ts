/**
 * In which digits numbers are written. Numbers that stand together share them: one power of ten, and
 * as many decimals as the uncertainty of what is said leaves meaning.
 */

export interface Digits {
  /** The numbers are written in units of 10^power; 0: as they are. */
  readonly power: number;
  /** Digits after the point, in that unit. */
  readonly decimals: number;
}

/** Numbers from here to below `LARGEST` units need no other power of ten. */
const SMALLEST = 1e-3;
const LARGEST = 1e7;
/** A width is known to so many digits. */
const FIGURES_OF_WIDTH = 2;
/** Where nothing is known of the uncertainty. */
const FIGURES_OF_VALUE = 4;
/** A width below this share of the numbers is what rounding to a double leaves. */
const ROUNDING = 1e-14;

export const WHOLE: Digits = { power: 0, decimals: 0 };

/** The power of ten of the first digit, once a number (not 0) is rounded to so many significant digits. */
export function exponentOf(value: number, figures: number): number {
  return Number(value.toExponential(figures - 1).split('e')[1]);
}

/** `value` / 10^power, rounded once, at any size: 10^power itself may be no double. */
export function inUnitsOf(power: number, value: number): number {
  if (power === 0) return value;
  const [figures, exponent] = value.toExponential().split('e');
  return Number(`${figures}e${Number(exponent) - power}`);
}

const isSize = (value: number) => value > 0 && Number.isFinite(value);

/** The power for a number of this size beside numbers in units of 10^near. */
function powerFor(size: number, figures: number, near: number): number {
  const exponent = exponentOf(size, figures);
  const rounded = inUnitsOf(near, Number(size.toPrecision(figures)));
  return rounded >= SMALLEST && rounded < LARGEST ? near : exponent;
}

/**
 * The digits of numbers that stand together.
 * @param values the largest decides the power of ten; not finite, or 0: passed over
 * @param widths of their intervals: the narrowest shows two digits; without one, the largest value shows four
 * @param near digits of numbers beside these, whose power is kept where it suits these too
 */
export function digitsOf(
  values: readonly number[],
  widths: readonly number[] = [],
  near: Digits = WHOLE,
): Digits {
  const size = Math.max(0, ...values.map(Math.abs).filter(isSize));
  const known = widths.filter((width) => isSize(width) && width > ROUNDING * size);
  if (known.length === 0)
    return size === 0 ? { ...near } : withFigures(size, FIGURES_OF_VALUE, near);
  const narrowest = Math.min(...known);
  const power = powerFor(size || narrowest, FIGURES_OF_VALUE, near.power);
  const last = exponentOf(narrowest, FIGURES_OF_WIDTH) - (FIGURES_OF_WIDTH - 1);
  return { power, decimals: Math.max(0, power - last) };
}

/** The digits that show a number with so many significant digits. */
export function withFigures(value: number, figures: number, near: Digits = WHOLE): Digits {
  const size = Math.abs(value);
  if (!isSize(size)) return near;
  const power = powerFor(size, figures, near.power);
  return { power, decimals: Math.max(0, power - (exponentOf(size, figures) - (figures - 1))) };
}

/** The digits that tell apart a hundredth of a range. */
export function digitsWithin(min: number, max: number, near: Digits = WHOLE): Digits {
  return digitsOf([min, max], [max / 10 - min / 10], near);
}

/** With so many more decimals, or fewer: none fewer than 0. */
export function finer({ power, decimals }: Digits, by: number): Digits {
  return { power, decimals: Math.max(0, decimals + by) };
}
