import { figureLayout, writeLines, type FigureWords } from './figure-layout.ts';
import type { Panel } from './panels.ts';
import { SvgContext } from './svg-context.ts';
import { escapeXml, px } from './svg-markup.ts';

/**
 * The figure as SVG, laid out as its PNG is: lines and shapes without end to their sharpness, text as text.
 *
 * @param plot the element that holds the plots
 */
export async function figureSvg(
  plot: HTMLElement,
  panels: ReadonlySet<Panel>,
  words: FigureWords,
): Promise<Blob> {
  const measure = document.createElement('canvas').getContext('2d');
  if (!measure) throw new Error('This browser gives no canvas to measure text with.');
  const layout = figureLayout(plot, panels, words, measure);
  const { width, height } = layout;
  const paper = new SvgContext(width, height, 'figure');
  paper.fillStyle = layout.palette.surface;
  paper.fillRect(0, 0, width, height);
  writeLines(paper.drawing, layout);
  const plots = await Promise.all(
    layout.panels.map(async ({ panel, x, y }, i) => {
      const elements = await panel.renderSvg(`plot-${i + 1}`);
      return `<g transform="translate(${px(Math.round(x))} ${px(Math.round(y))})">${elements}</g>`;
    }),
  );
  const size = `width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}"`;
  const svg = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} xml:space="preserve" role="img" aria-labelledby="title" aria-describedby="caption">`,
    `<title id="title">${escapeXml(words.title)}</title>`,
    `<desc id="caption">${escapeXml(words.caption)}</desc>`,
    paper.elements(),
    ...plots,
    '</svg>',
    '',
  ];
  return new Blob([svg.join('\n')], { type: 'image/svg+xml' });
}
