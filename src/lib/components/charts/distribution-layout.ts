import { fontOf, textWidth, typeSizes } from './chart-type.ts';
import type { Paint } from './drawing.ts';

/** Below this width (CSS px, for type at its normal size) names stand above their rows. */
const NARROW = 520;

/** Above the rows for the oracle's name, and below them for ticks and title; in smallest letters. */
const TOP = 2;
const AXIS = 3.3;
/** Scores crowd in the middle: of the band so much is counted as room for dots. */
const LOOSENESS = 0.085;

/** Sizes of the distribution plot in CSS px; places within a row are measured from its top. */
export interface DistributionLayout {
  readonly narrow: boolean;
  /** Left of the axis, for the names. */
  readonly gutter: number;
  readonly right: number;
  readonly top: number;
  /** Height of the axis with ticks and title. */
  readonly axis: number;
  readonly row: number;
  readonly name: number;
  readonly dots: { readonly middle: number; readonly reach: number; readonly radius: number };
  readonly box: { readonly middle: number; readonly thickness: number };
  readonly mean: number;
}

/** Height of a row: roomy for a few variants, close for many. */
function rowHeight(variants: number): number {
  if (variants <= 2) return 120;
  if (variants <= 4) return 96;
  return variants <= 8 ? 72 : 56;
}

function isNarrow(width: number, small: number): boolean {
  return width < (NARROW * small) / 12;
}

/** CSS px that the plot needs for so many variants. */
export function distributionHeight(
  variants: number,
  width: number,
  scale: number,
  smallPx: number,
): number {
  const small = smallPx * scale;
  const name = isNarrow(width, small) ? 1.6 * small : 0;
  const row = (rowHeight(variants) * small) / 12;
  return Math.round((TOP + AXIS) * small + Math.max(1, variants) * (row + name));
}

/** The largest radius at which `count` dots lie loosely in a band so wide and high. */
function roomyRadius(count: number, width: number, height: number): number {
  const area = (LOOSENESS * width * height) / Math.max(1, count);
  return (Math.sqrt(area) - 1) / 2;
}

/** @param expected dots in each row in the end */
export function distributionLayout(
  paint: Paint,
  names: readonly string[],
  expected: number,
): DistributionLayout {
  const { small, normal } = typeSizes(paint);
  const narrow = isNarrow(paint.width, small);
  const top = TOP * small;
  const axis = AXIS * small;
  const row = (paint.height - top - axis) / Math.max(1, names.length);
  const name = narrow ? 1.6 * small : 0;
  const widest = Math.max(
    ...names.map((text) => textWidth(text, fontOf(paint, normal, 600)) + 2.4 * normal),
    textWidth('32 of 32', fontOf(paint, small)) + 2.4 * normal,
  );
  const room = row - name;
  const gutter = narrow ? small : Math.min(widest, 0.3 * paint.width);
  const right = 1.5 * small;
  const reach = 0.27 * room;
  const roomy = roomyRadius(expected, paint.width - gutter - right, 2 * reach);
  const radius = Math.min((5 * small) / 12, Math.max((2.5 * small) / 12, roomy), reach / 2);
  return {
    narrow,
    gutter,
    right,
    top,
    axis,
    row,
    name,
    dots: { middle: name + 0.32 * room, reach: reach - radius, radius },
    box: { middle: name + 0.69 * room, thickness: Math.min(0.11 * room, 12 * (small / 12)) },
    mean: name + 0.87 * room,
  };
}
