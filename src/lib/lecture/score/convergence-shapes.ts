/** The course of a sampling as shapes: n on a logarithmic axis, minutes upwards. */
import type { Estimate, SamplingReport } from './sampling-run.svelte.ts';
import { MOST_PAIRS } from './sampling-pace.ts';
import type { Point } from './score-geometry.ts';

export type Term = 'distance' | 'spread' | 'score';

export const FEWEST = 5;
export const LOG_SPAN = { min: Math.log10(FEWEST), max: Math.log10(MOST_PAIRS) };

/** The estimate so far. */
export function courseOf(course: readonly SamplingReport[], term: Term): Point[] {
  return course.map((report) => ({ x: Math.log10(report.count), y: report[term].mean }));
}

/** The 95 % interval so far, as one outline: upper ends forth, lower ends back. */
export function bandOf(course: readonly SamplingReport[], term: Term, top: number): Point[] {
  const clip = (y: number) => Math.min(top, Math.max(0, y));
  const end = (sign: 1 | -1) => (report: SamplingReport) => ({
    x: Math.log10(report.count),
    y: clip(report[term].mean + sign * (report[term].half ?? 0)),
  });
  return [...course.map(end(1)), ...course.map(end(-1)).reverse()];
}

/** Whether the exact value lies in the interval; null while there is none. */
export function holds({ mean, half }: Estimate, exact: number): boolean | null {
  return half === null ? null : Math.abs(mean - exact) <= half;
}
