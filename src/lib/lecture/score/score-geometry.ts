/**
 * The picture's shapes in the units of the axes (minutes, probability), without pixels.
 *
 * Between F and the outcome's step lies E|X − y|. The score is the part of it next to the step, below
 * F² left of y and above 1 − (1 − F)² right of it; what squaring leaves out, F(1 − F) on both sides, is
 * ½E|X − X′|. So the two areas show both forms of the score at once.
 */
import type { MixtureDistribution } from '#lib/crps/index.ts';
import { middleOf, shoulderOf, type ScoreMixture } from './score-mixture.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Span {
  readonly min: number;
  readonly max: number;
}

const STEPS = 360;
/** Places in widths from a density's middle, so that a narrow one does not fall through the grid. */
const NEAR = Array.from({ length: 33 }, (_, i) => (i - 16) / 4);

/** Where the curves are drawn, in minutes: even steps, and closer around each density. */
export function gridOf(mixture: ScoreMixture, { min, max }: Span): Float64Array {
  const grid = Array.from({ length: STEPS + 1 }, (_, i) => min + (i / STEPS) * (max - min));
  for (const density of mixture.densities) {
    const middle = middleOf(mixture.family, density);
    const width = shoulderOf(mixture.family, density) - middle;
    for (const step of NEAR) {
      const x = middle + step * width;
      if (x > min && x < max) grid.push(x);
    }
  }
  return Float64Array.from(grid).sort();
}

/** A function of minutes, drawn on the grid. */
export function curveOn(grid: Float64Array, f: (x: number) => number): Point[] {
  return Array.from(grid, (x) => ({ x, y: f(x) }));
}

export interface ScoreAreas {
  /** The closed outlines that make up the score, left and right of the outcome. */
  readonly below: readonly Point[];
  readonly above: readonly Point[];
}

/** The score's area for a cdf drawn as `cdf`, with the outcome y in its range and F(y). */
export function scoreAreas(cdf: readonly Point[], y: number, atOutcome: number): ScoreAreas {
  const first = cdf[0].x;
  const last = cdf[cdf.length - 1].x;
  const below: Point[] = [{ x: first, y: 0 }];
  const above: Point[] = [
    { x: y, y: 1 },
    { x: y, y: upperEdge(atOutcome) },
  ];
  for (const point of cdf) {
    if (point.x < y) below.push({ x: point.x, y: lowerEdge(point.y) });
    else if (point.x > y) above.push({ x: point.x, y: upperEdge(point.y) });
  }
  below.push({ x: y, y: lowerEdge(atOutcome) }, { x: y, y: 0 });
  above.push({ x: last, y: 1 });
  return { below, above };
}

/** The upper edge of the score's area left of the outcome: F². */
export function lowerEdge(mass: number): number {
  return mass * mass;
}

/** Its lower edge right of the outcome: 1 − (1 − F)². */
export function upperEdge(mass: number): number {
  return mass * (2 - mass);
}

/** Area within a closed outline, by the shoelace formula; minutes. */
export function areaOf(outline: readonly Point[]): number {
  let twice = 0;
  for (let i = 0; i < outline.length; i++) {
    const a = outline[i];
    const b = outline[(i + 1) % outline.length];
    twice += a.x * b.y - b.x * a.y;
  }
  return Math.abs(twice) / 2;
}

export interface Stroke {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/** Upright strokes across what squaring leaves out: between F and the score's edge, one each `step` minutes. */
export function spreadStrokes(
  distribution: MixtureDistribution,
  y: number,
  { min, max }: Span,
  step: number,
): Stroke[] {
  const strokes: Stroke[] = [];
  for (let x = min + step / 2; x < max; x += step) {
    const mass = distribution.cdf(x);
    if (mass * (1 - mass) < 0.004) continue;
    strokes.push({ x, from: mass, to: x < y ? lowerEdge(mass) : upperEdge(mass) });
  }
  return strokes;
}
