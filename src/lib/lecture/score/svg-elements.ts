import { svgColour } from '#lib/components/charts/svg-colour.ts';
import { attributes, escapeXml, px } from '#lib/components/charts/svg-markup.ts';

/** What places a shape; all else is told by its style on the page. */
const PLACES = ['d', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'width', 'height', 'rx', 'cx', 'cy', 'r'];

function paintOf(style: CSSStyleDeclaration): Record<string, unknown> {
  const fill = svgColour(style.fill);
  const stroke = svgColour(style.stroke);
  const painted = {
    fill: fill.colour,
    'fill-opacity': fill.opacity * Number(style.fillOpacity) * Number(style.opacity),
  };
  if (style.stroke === 'none') return painted;
  return {
    ...painted,
    stroke: stroke.colour,
    'stroke-opacity': stroke.opacity * Number(style.strokeOpacity) * Number(style.opacity),
    'stroke-width': parseFloat(style.strokeWidth),
    'stroke-linejoin': style.strokeLinejoin,
    'stroke-dasharray': (style.strokeDasharray.match(/[\d.]+/g) ?? []).join(' '),
    'paint-order': style.paintOrder === 'normal' ? '' : style.paintOrder,
  };
}

function fontOf(style: CSSStyleDeclaration): Record<string, unknown> {
  return {
    'font-family': style.fontFamily,
    'font-size': parseFloat(style.fontSize),
    'font-style': style.fontStyle === 'normal' ? '' : style.fontStyle,
    'font-weight': style.fontWeight,
    'text-anchor': style.textAnchor,
  };
}

/** The shapes and texts of an SVG on the page as elements that stand by themselves: styles and places written out. */
export function svgElements(svg: SVGSVGElement): string {
  const shapes = svg.querySelectorAll<SVGGraphicsElement>('path,line,rect,circle,text');
  return Array.from(shapes, (element) => {
    const matrix = element.getCTM();
    if (!matrix) return '';
    const { a, b, c, d, e, f } = matrix;
    const style = getComputedStyle(element);
    const text = element instanceof SVGTextElement;
    const places = PLACES.map((name) => [name, element.getAttribute(name) ?? '']);
    const all = attributes({
      ...Object.fromEntries(places),
      transform: matrix.isIdentity ? '' : `matrix(${[a, b, c, d, e, f].map(px).join(' ')})`,
      ...paintOf(style),
      ...(text ? fontOf(style) : {}),
    });
    if (!text) return `<${element.tagName}${all}/>`;
    return `<text${all}>${escapeXml(element.textContent.trim().replace(/\s+/g, ' '))}</text>`;
  }).join('');
}
