import { countWords } from './counted.ts';
import { withFigures } from './digits.ts';
import { numberWords } from './number-words.ts';

/** A time as people say it: `3.2 s`, `1 min 05 s`, `2 h 05 min`. */
export function durationInWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  const pad = (value: number) => String(value).padStart(2, '0');
  if (minutes < 60) return `${minutes} min ${pad(whole % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** A time measured to the end, which a short one has too: `42 ms`, `3.2 s`. */
export function measuredInWords(ms: number): string {
  return ms < 995 ? `${Math.max(1, Number(ms.toPrecision(2)))} ms` : durationInWords(ms);
}

/** A guess, without digits that mean nothing: `a second`, `about 40 s`, `about 3 min`. */
export function estimateInWords(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 1.5) return 'about a second';
  if (seconds < 10) return `about ${Math.round(seconds)} s`;
  if (seconds < 55) return `about ${Math.round(seconds / 5) * 5} s`;
  if (seconds < 90) return 'about a minute';
  if (seconds < 3570) return `about ${Math.round(seconds / 60)} min`;
  const hours = seconds / 3600;
  return hours < 1.25 ? 'about an hour' : `about ${Number(hours.toPrecision(2))} h`;
}

/** Rows a second with three digits: `1.90 M`, `52,300`. */
export function rateInWords(perSecond: number): string {
  if (perSecond >= 999_500) {
    const millions = perSecond / 1e6;
    return `${numberWords(millions, withFigures(millions, 3))} M`;
  }
  const digits = Math.max(0, Math.floor(Math.log10(Math.max(1, perSecond))) - 2);
  const step = 10 ** digits;
  return countWords(Math.round(perSecond / step) * step);
}
