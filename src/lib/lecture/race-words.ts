import { countWords } from '#lib/format/counted.ts';
import { durationInWords, rateInWords } from '#lib/format/durations.ts';
import type { Spread } from '#lib/race/spread.ts';
import type { Factor } from './factor.ts';

/** A factor as it is called out: `1,840`, `48`, `3.2`. */
export function factorWords(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 99.5) return countWords(Number(value.toPrecision(3)));
  return value >= 9.95 ? value.toFixed(0) : value.toFixed(1);
}

/** As it is shown: with ≈ where it is a projection. */
export function factorText({ median, projected }: Factor): string {
  return `${projected ? '≈ ' : ''}${factorWords(median)}`;
}

/** `44–53`; nothing where the rounds agree to that many digits. */
export function rangeWords({ least, most }: Spread): string {
  const [from, to] = [least, most].map(factorWords);
  return from === to ? '' : `${from}–${to}`;
}

/** A measured time with two or three digits, however short: `72 µs`, `1.52 ms`, `184 ms`, `3.2 s`. */
export function timeWords(ms: number): string {
  if (ms < 0.0995) return `${Number((ms * 1000).toPrecision(2))} µs`;
  if (ms < 9.95) return `${ms.toPrecision(ms < 0.995 ? 2 : 3)} ms`;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  return durationInWords(ms);
}

/** Two digits, three from 100 on. */
function microseconds(ms: number): number {
  const µs = 1000 * ms;
  return Number(µs.toPrecision(µs < 99.5 ? 2 : 3));
}

/** The least and the most: `131–160 ms`, `96–104 µs`; nothing where they agree to that many digits. */
export function timeRangeWords({ least, most }: Spread): string {
  const [from, to] = [least, most].map(timeWords);
  if (from === to) return '';
  const [number, unit, ...more] = from.split(' ');
  if (unit === 'µs' && most < 0.9995) return `${number}–${microseconds(most)} µs`;
  const alike = more.length === 0 && to.split(' ').length === 2 && to.endsWith(` ${unit}`);
  return alike ? `${number}–${to}` : `${from}–${to}`;
}

/** `52,300 rows/s`, `1.90 M rows/s`, `0.62 replicates/s`. */
export function speedWords(perSecond: number, unit: string): string {
  const words = perSecond < 99.5 ? perSecond.toPrecision(2) : rateInWords(perSecond);
  return `${words} ${unit}/s`;
}
