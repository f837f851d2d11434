import type { Paint } from './drawing.ts';

/** Sizes of type in a chart, in CSS px: `small` for ticks and notes, `normal` for labels. */
export function typeSizes(paint: Paint): { small: number; normal: number } {
  const small = paint.palette.smallPx * paint.scale;
  return { small, normal: small * (14 / 12) };
}

/** A value for a canvas context's `font`. */
export function fontOf(paint: Paint, sizePx: number, weight: 400 | 600 = 400): string {
  return `${weight} ${sizePx}px ${paint.palette.font}`;
}

/** The text, shortened by an ellipsis until it is at most `widthPx` wide in the context's font. */
export function fitText(
  context: Pick<CanvasRenderingContext2D, 'measureText'>,
  text: string,
  widthPx: number,
): string {
  if (context.measureText(text).width <= widthPx) return text;
  const letters = Array.from(text);
  let low = 0;
  let high = letters.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const shortened = letters.slice(0, middle).join('').trimEnd() + '…';
    if (context.measureText(shortened).width <= widthPx) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join('').trimEnd() + '…';
}

/** Writes in the context's fill colour, with a rim of the surface that keeps the words apart from what lies behind. */
export function haloText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  paint: Paint,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 4 * paint.scale;
  context.strokeStyle = paint.palette.surface;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

/** The text in lines of at most `widthPx`, broken at spaces. */
export function wrapText(
  context: Pick<CanvasRenderingContext2D, 'measureText'>,
  text: string,
  widthPx: number,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && context.measureText(longer).width > widthPx) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line) lines.push(line);
  return lines;
}

let measuring: CanvasRenderingContext2D | null = null;

/** Width of a text in CSS px, measured off the page. */
export function textWidth(text: string, font: string): number {
  measuring ??= document.createElement('canvas').getContext('2d');
  if (!measuring) return text.length * 7;
  measuring.font = font;
  return measuring.measureText(text).width;
}
