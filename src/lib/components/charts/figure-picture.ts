import { wrapText } from './chart-type.ts';
import { readPalette } from './palette.ts';
import type { Panel } from './panels.ts';

const PIXEL_RATIO = 2;
const MARGIN = 16;

interface Words {
  readonly title: string;
  readonly caption: string;
  readonly scale: number;
}

/**
 * The figure as one picture at two device pixels per CSS px: background, title, every plot at its
 * place, caption. In the theme of the moment.
 *
 * @param plot the element that holds the plots
 */
export async function figurePicture(
  plot: HTMLElement,
  panels: ReadonlySet<Panel>,
  { title, caption, scale }: Words,
): Promise<HTMLCanvasElement> {
  const palette = readPalette(plot);
  const box = plot.getBoundingClientRect();
  // A key may stand above the plot.
  const tops = Array.from(panels, ({ element }) => element.getBoundingClientRect().top);
  const top = Math.min(box.top, ...tops);
  const origin = { left: box.left, top, width: box.width, height: box.bottom - top };
  const pictures = await Promise.all(
    Array.from(panels, async (panel) => {
      const at = panel.element.getBoundingClientRect();
      return {
        x: at.left - origin.left,
        y: at.top - origin.top,
        canvas: await panel.render(PIXEL_RATIO),
      };
    }),
  );
  const titlePx = palette.smallPx * (4 / 3) * scale;
  const captionPx = palette.smallPx * (14 / 12) * scale;
  const titleFont = `600 ${titlePx}px ${palette.font}`;
  const captionFont = `400 ${captionPx}px ${palette.font}`;

  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw the picture on.');
  context.font = titleFont;
  const titleLines = wrapText(context, title, origin.width);
  context.font = captionFont;
  const captionLines = wrapText(context, caption, origin.width);
  const titleHeight = titleLines.length * titlePx * 1.35 + MARGIN / 2;
  const captionHeight = captionLines.length * captionPx * 1.4 + MARGIN / 2;

  canvas.width = Math.round((origin.width + 2 * MARGIN) * PIXEL_RATIO);
  canvas.height = Math.round(
    (origin.height + titleHeight + captionHeight + 2 * MARGIN) * PIXEL_RATIO,
  );
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const { x, y, canvas: picture } of pictures) {
    context.drawImage(
      picture,
      Math.round((MARGIN + x) * PIXEL_RATIO),
      Math.round((MARGIN + titleHeight + y) * PIXEL_RATIO),
    );
  }
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  context.textBaseline = 'top';
  context.font = titleFont;
  context.fillStyle = palette.ink;
  titleLines.forEach((line, i) => context.fillText(line, MARGIN, MARGIN + i * titlePx * 1.35));
  context.font = captionFont;
  context.fillStyle = palette.muted;
  const below = MARGIN * 1.5 + titleHeight + origin.height;
  captionLines.forEach((line, i) => context.fillText(line, MARGIN, below + i * captionPx * 1.4));
  return canvas;
}

/** A file name from a title: lower case, words joined by hyphens. */
export function pictureName(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return `${words?.join('-').slice(0, 60) ?? 'chart'}.png`;
}

/** Hands the picture to the browser's downloads. */
export async function downloadPicture(canvas: HTMLCanvasElement, name: string): Promise<void> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('This browser could not write the picture.');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has its own hold on the data by the next minute at the latest.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
