import { wrapText } from './chart-type.ts';
import { readPalette, type Palette } from './palette.ts';
import type { Panel } from './panels.ts';

const MARGIN = 16;

export interface FigureWords {
  readonly title: string;
  readonly caption: string;
  /** 1 on a page, about 2 on a projector. */
  readonly scale: number;
}

/** Where everything of a figure stands in its picture, in CSS px. */
export interface FigureLayout {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly panels: readonly { readonly panel: Panel; readonly x: number; readonly y: number }[];
  /** Title and caption, line by line; y is the line's top. */
  readonly lines: readonly {
    readonly text: string;
    readonly font: string;
    readonly colour: string;
    readonly y: number;
  }[];
  /** Of every line. */
  readonly x: number;
}

/** @param plot the element that holds the plots; @param context to measure text with */
export function figureLayout(
  plot: HTMLElement,
  panels: ReadonlySet<Panel>,
  { title, caption, scale }: FigureWords,
  context: CanvasRenderingContext2D,
): FigureLayout {
  const palette = readPalette(plot);
  const box = plot.getBoundingClientRect();
  // A key may stand above the plot.
  const tops = Array.from(panels, ({ element }) => element.getBoundingClientRect().top);
  const top = Math.min(box.top, ...tops);
  const titlePx = palette.smallPx * (4 / 3) * scale;
  const captionPx = palette.smallPx * (14 / 12) * scale;
  const titleFont = `600 ${titlePx}px ${palette.font}`;
  const captionFont = `400 ${captionPx}px ${palette.font}`;
  context.font = titleFont;
  const titleLines = wrapText(context, title, box.width);
  context.font = captionFont;
  const captionLines = wrapText(context, caption, box.width);
  const plotTop = MARGIN * 1.5 + titleLines.length * titlePx * 1.35;
  const captionTop = plotTop + box.bottom - top + MARGIN / 2;
  return {
    palette,
    width: box.width + 2 * MARGIN,
    height: captionTop + captionLines.length * captionPx * 1.4 + MARGIN,
    panels: Array.from(panels, (panel) => {
      const at = panel.element.getBoundingClientRect();
      return { panel, x: MARGIN + at.left - box.left, y: plotTop + at.top - top };
    }),
    lines: [
      ...titleLines.map((text, i) => {
        const y = MARGIN + i * titlePx * 1.35;
        return { text, font: titleFont, colour: palette.ink, y };
      }),
      ...captionLines.map((text, i) => {
        const y = captionTop + i * captionPx * 1.4;
        return { text, font: captionFont, colour: palette.muted, y };
      }),
    ],
    x: MARGIN,
  };
}

/** Writes title and caption. */
export function writeLines(context: CanvasRenderingContext2D, { lines, x }: FigureLayout): void {
  context.textBaseline = 'top';
  for (const { text, font, colour, y } of lines) {
    context.font = font;
    context.fillStyle = colour;
    context.fillText(text, x, y);
  }
}
