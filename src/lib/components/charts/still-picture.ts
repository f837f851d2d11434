/** A drawing once more, off the page: for a picture file. */
import type { ChartItem } from 'chart.js';
import { configuration, BY_PROCESSOR, type Drawing, type Paint } from './drawing.ts';

/** At so many device pixels per CSS px. */
export async function stillCanvas(
  drawing: Drawing,
  { width, height }: Paint,
  pixelRatio: number,
): Promise<HTMLCanvasElement> {
  const { Chart } = await import('./registered-chart.ts');
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d', BY_PROCESSOR);
  const chart = new Chart(
    canvas,
    configuration(() => drawing, pixelRatio),
  );
  // Destroying a chart empties its canvas, so the picture is taken before.
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height;
  picture.getContext('2d', BY_PROCESSOR)?.drawImage(canvas, 0, 0);
  chart.destroy();
  return picture;
}

/** As SVG elements, of the paint's size. @param id its own in the file */
export async function stillSvg(
  drawing: Drawing,
  { width, height }: Paint,
  id: string,
): Promise<string> {
  const [{ BasicPlatform, Chart }, { SvgContext }] = await Promise.all([
    import('./registered-chart.ts'),
    import('./svg-context.ts'),
  ]);
  const context = new SvgContext(width, height, id);
  // A line with segments of its own is drawn call by call, not as a Path2D, which nobody can read back.
  const datasets = drawing.datasets.map((dataset) => ({ ...dataset, segment: {} }));
  const chart = new Chart(context.canvas as unknown as ChartItem, {
    ...configuration(() => ({ ...drawing, datasets }), 1),
    platform: BasicPlatform,
  });
  const elements = context.elements();
  chart.destroy();
  return elements;
}
