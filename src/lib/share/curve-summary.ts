/** The band of a learning curve at a few epochs, rounded, and back. */
import type { Band } from '#lib/components/charts/curve-bands.ts';
import { readNumbers, roundNumbers, type RoundedNumbers } from './rounded-numbers.ts';
import { readIntegers, writeIntegers } from './vlq.ts';

/** Epochs drawn, points among them, the numbers (all medians, then all lower and upper edges), and how many replicates fewer each point has. */
export type CurveSummary = readonly [
  reach: number,
  points: number,
  exponent: RoundedNumbers[0],
  numbers: RoundedNumbers[1],
  fewer: string,
];

const DIGITS = 4;

/** Epochs counted from 0, evenly spread; the first and the last always are among them. */
export function spreadEpochs(reach: number, points: number): number[] {
  if (points >= reach) return Array.from({ length: reach }, (_, epoch) => epoch);
  if (points === 1) return [reach - 1];
  return Array.from({ length: points }, (_, i) => Math.round((i * (reach - 1)) / (points - 1)));
}

/** @param replicates that the variant has finished */
export function summariseCurve(
  band: Band,
  reach: number,
  points: number,
  replicates: number,
): CurveSummary {
  const epochs = spreadEpochs(reach, points);
  const at = (values: readonly number[]) => epochs.map((epoch) => values[epoch] ?? NaN);
  const numbers = [...at(band.median), ...at(band.lower), ...at(band.upper)];
  const fewer = at(band.count).map((count) => replicates - count);
  return [reach, epochs.length, ...roundNumbers(numbers, DIGITS), writeIntegers(fewer)];
}

/** @returns null where the parts do not fit together */
export function readCurve(summary: CurveSummary, replicates: number): Band | null {
  const [reach, points, exponent, text, fewer] = summary;
  const epochs = spreadEpochs(reach, points);
  const numbers = readNumbers([exponent, text]);
  const missing = readIntegers(fewer);
  if (numbers?.length !== 3 * points || missing?.length !== points) return null;
  if (epochs.length !== points) return null;
  if (missing.some((count) => count === null || count < 0 || count > replicates)) return null;
  const blank = () => Array.from({ length: reach }, () => NaN);
  const band = { median: blank(), lower: blank(), upper: blank(), count: blank() };
  epochs.forEach((epoch, i) => {
    band.median[epoch] = numbers[i] ?? NaN;
    band.lower[epoch] = numbers[points + i] ?? NaN;
    band.upper[epoch] = numbers[2 * points + i] ?? NaN;
    band.count[epoch] = replicates - (missing[i] ?? 0);
  });
  return band;
}
