import { VARIANT_COLOURS } from './palette.ts';

export type Shape = 'circle' | 'square' | 'triangle' | 'diamond' | 'nabla';

/** How a variant looks everywhere: in plots, tables, curves and chips. */
export interface Mark {
  /** Index into Palette.variants; the token is --variant-(colour + 1). */
  readonly colour: number;
  readonly shape: Shape;
  /** Outlined rather than filled. */
  readonly hollow: boolean;
}

const SHAPES: readonly Shape[] = ['circle', 'square', 'triangle', 'diamond', 'nabla'];

/**
 * The mark of the variant at `index` (from 0). Colour and shape change together, at different periods,
 * so that the first forty marks are all different, without the colour too among the first five.
 */
export function variantMark(index: number): Mark {
  return {
    colour: index % VARIANT_COLOURS,
    shape: SHAPES[index % SHAPES.length],
    hollow: Math.floor(index / SHAPES.length) % 2 === 1,
  };
}

/** Corners of each shape for a radius of one, y downwards; areas are about those of the circle. */
const CORNERS: Record<Exclude<Shape, 'circle'>, readonly (readonly [number, number])[]> = {
  square: [
    [-0.87, -0.87],
    [0.87, -0.87],
    [0.87, 0.87],
    [-0.87, 0.87],
  ],
  triangle: [
    [0, -1.2],
    [1.13, 0.8],
    [-1.13, 0.8],
  ],
  diamond: [
    [0, -1.22],
    [1.22, 0],
    [0, 1.22],
    [-1.22, 0],
  ],
  nabla: [
    [0, 1.2],
    [1.13, -0.8],
    [-1.13, -0.8],
  ],
};

/** Adds the outline of a shape to the context's current path. Lengths in CSS px. */
export function traceShape(
  context: CanvasRenderingContext2D,
  shape: Shape,
  x: number,
  y: number,
  radius: number,
): void {
  if (shape === 'circle') {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  CORNERS[shape].forEach(([dx, dy], index) => {
    if (index === 0) context.moveTo(x + dx * radius, y + dy * radius);
    else context.lineTo(x + dx * radius, y + dy * radius);
  });
  context.closePath();
}

/** The points of a shape for an SVG polygon around (0, 0); null for the circle. */
export function shapePoints(shape: Shape, radius: number): string | null {
  if (shape === 'circle') return null;
  return CORNERS[shape].map(([x, y]) => `${x * radius},${y * radius}`).join(' ');
}
