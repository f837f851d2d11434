/** Numbers for people: thousands grouped, a real minus sign, `4.20·10⁻⁸` at other scales than ours. */
import { inUnitsOf, withFigures, type Digits } from './digits.ts';

const formats = new Map<number, Intl.NumberFormat>();
/** Numbers of more digits before the point are read as a power of ten or not at all. */
const LONGEST = 1e12;
const FIGURES_BEYOND = 3;
/** As many as Intl.NumberFormat takes everywhere. */
const MOST_DECIMALS = 20;

function fixed(value: number, decimals: number): string {
  let format = formats.get(decimals);
  if (!format) {
    const digits = Math.min(decimals, MOST_DECIMALS);
    format = new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(decimals, format);
  }
  return format.format(value);
}

/** `10⁻⁸` */
export function powerOfTen(power: number): string {
  const raised = String(power)
    .replace('-', '⁻')
    .replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
  return `10${raised}`;
}

function written(value: number, digits: Digits | number, plus: string): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? `${plus}∞` : '−∞';
  const { power, decimals } = typeof digits === 'number' ? { power: 0, decimals: digits } : digits;
  const size = inUnitsOf(power, Math.abs(value));
  if (size >= LONGEST) return written(value, withFigures(value, FIGURES_BEYOND), plus);
  const figures = fixed(size, decimals);
  // What is rounded to zero has no sign.
  const sign = /[1-9]/.test(figures) ? (value < 0 ? '−' : plus) : '';
  return `${sign}${figures}${power === 0 ? '' : `·${powerOfTen(power)}`}`;
}

/**
 * A number in the digits of those it stands with; NaN is a dash.
 * @param digits or decimals alone, for a number whose scale is known
 */
export function numberWords(value: number, digits: Digits | number): string {
  return written(value, digits, '');
}

/** With its sign, as a difference has one: `+0.31`, `−0.31`, `0.00`. */
export function signedWords(value: number, digits: Digits | number): string {
  return written(value, digits, '+');
}

/**
 * A number that stands alone, rounded to so many significant digits, without zeros at its end: `12,345.5`,
 * `0.02`, `4.2·10⁻⁸`.
 * @param figures default: all that a double holds
 * @param near digits of numbers beside it, whose power of ten is kept where it suits
 */
export function valueWords(value: number, figures = 15, near?: Digits): string {
  const words = numberWords(value, withFigures(value, figures, near));
  return words.replace(/(\.\d*?)0+(?=$|·)/, '$1').replace(/\.(?=$|·)/, '');
}

/** How far two numbers are apart, where only the size matters: `0.12`, `0.004`, `4·10⁻⁶`. */
export function roughWords(value: number): string {
  return valueWords(value, Math.abs(value) >= 0.0095 ? 2 : 1);
}

/** The number with its unit, where there is one. */
export function withUnit(words: string, unit: string): string {
  return unit ? `${words} ${unit}` : words;
}
