/** From minutes and probabilities to the pixels of a plot, and back; and the paths that join them. */
import type { Point } from './score-geometry.ts';

export interface PlotFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly min: number;
  readonly max: number;
  /** Values at the bottom and the top. */
  readonly low: number;
  readonly high: number;
}

export function toX({ left, right, min, max }: PlotFrame, x: number): number {
  return left + ((x - min) / (max - min)) * (right - left);
}

export function toY({ top, bottom, low, high }: PlotFrame, y: number): number {
  return bottom - ((y - low) / (high - low)) * (bottom - top);
}

/** How many of the axis' units one pixel spans, rightwards and upwards. */
export function unitsPerPixel({ left, right, top, bottom, min, max, low, high }: PlotFrame) {
  return { x: (max - min) / (right - left), y: (high - low) / (bottom - top) };
}

/** A tenth of a pixel is finer than a screen shows. */
const round = (pixels: number) => Math.round(pixels * 10) / 10;

/** An SVG path through the points. */
export function pathOf(frame: PlotFrame, points: readonly Point[], closed = false): string {
  let path = '';
  for (const { x, y } of points) {
    path += `${path ? 'L' : 'M'}${round(toX(frame, x))} ${round(toY(frame, y))}`;
  }
  return closed ? `${path}Z` : path;
}
