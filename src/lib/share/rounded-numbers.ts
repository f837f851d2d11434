/**
 * A list of measured numbers, rounded to a few significant digits and written as whole numbers of one
 * decimal place: the middle one first, each as its distance from it. Numbers of one size, as scores are,
 * take a character each.
 */
import { readIntegers, writeIntegers } from './vlq.ts';

/** The place of the last digit, as a power of ten, and the numbers. */
export type RoundedNumbers = readonly [exponent: number, digits: string];

/** A number this many times smaller than the middle one has fewer digits: its size is noise. */
const LEAST_SHARE = 100;
/** Whole numbers of more decimal digits would not be exact. */
const MOST_DIGITS = 15;

function sizeOf(value: number): number {
  return Number(value.toExponential().split('e')[1]);
}

/** `value`, rounded to `digits`, in units of 10^exponent. */
function inUnits(value: number, digits: number, exponent: number): number {
  const [figures, size] = value.toExponential(digits - 1).split('e');
  return Math.round(Number(`${figures}e${Number(size) - exponent}`));
}

/** The power of ten of the last digit that is kept. */
function lastPlace(values: readonly number[], digits: number): number {
  const sizes = values
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort((a, b) => a - b);
  const [smallest] = sizes;
  if (smallest === undefined) return 0;
  const middle = sizes[sizes.length >> 1] ?? smallest;
  const largest = sizes[sizes.length - 1] ?? smallest;
  const fine = sizeOf(Math.max(smallest, middle / LEAST_SHARE)) - (digits - 1);
  return Math.max(fine, sizeOf(largest) - (MOST_DIGITS - 1));
}

/** @param digits significant digits that are kept, at least */
export function roundNumbers(values: readonly number[], digits: number): RoundedNumbers {
  const finite = values.filter(Number.isFinite);
  const exponent = lastPlace(finite, digits);
  const units = finite.map((value) => inUnits(value, digits, exponent)).sort((a, b) => a - b);
  const middle = units[units.length >> 1] ?? 0;
  const steps = values.map((value) =>
    Number.isFinite(value) ? inUnits(value, digits, exponent) - middle : null,
  );
  return [exponent, writeIntegers([middle, ...steps])];
}

/** @returns the numbers, NaN where there is none; null where the text is no such list */
export function readNumbers([exponent, digits]: RoundedNumbers): number[] | null {
  const [middle, ...steps] = readIntegers(digits) ?? [];
  if (middle === undefined || middle === null) return null;
  return steps.map((step) => (step === null ? NaN : Number(`${middle + step}e${exponent}`)));
}
