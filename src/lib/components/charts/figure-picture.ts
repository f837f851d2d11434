import { BY_PROCESSOR } from './drawing.ts';
import { figureLayout, writeLines, type FigureWords } from './figure-layout.ts';
import type { Panel } from './panels.ts';

const PIXEL_RATIO = 2;

/**
 * The figure as a PNG at two device pixels per CSS px: background, title, every plot at its place,
 * caption. In the theme of the moment.
 *
 * @param plot the element that holds the plots
 */
export async function figurePicture(
  plot: HTMLElement,
  panels: ReadonlySet<Panel>,
  words: FigureWords,
): Promise<Blob> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', BY_PROCESSOR);
  if (!context) throw new Error('This browser gives no canvas to draw the picture on.');
  const layout = figureLayout(plot, panels, words, context);
  const pictures = await Promise.all(
    layout.panels.map(async ({ panel, x, y }) => ({
      x,
      y,
      picture: await panel.render(PIXEL_RATIO),
    })),
  );
  canvas.width = Math.round(layout.width * PIXEL_RATIO);
  canvas.height = Math.round(layout.height * PIXEL_RATIO);
  context.fillStyle = layout.palette.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const { x, y, picture } of pictures) {
    context.drawImage(picture, Math.round(x * PIXEL_RATIO), Math.round(y * PIXEL_RATIO));
  }
  context.scale(PIXEL_RATIO, PIXEL_RATIO);
  writeLines(context, layout);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('This browser could not write the picture.');
  return blob;
}
