/**
 * An SVG of plain shapes drawn on a canvas, with the colours and type that the page gives it at the
 * moment. Not by way of an image of its source: that would know nothing of the page's styles, and a
 * strict content policy bars it.
 */
export function svgPicture(svg: SVGSVGElement, pixelRatio: number): HTMLCanvasElement {
  const box = svg.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(box.width * pixelRatio);
  canvas.height = Math.round(box.height * pixelRatio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw the picture on.');
  for (const element of svg.querySelectorAll<SVGGraphicsElement>('path,line,rect,circle,text')) {
    const matrix = element.getCTM();
    if (!matrix) continue;
    context.setTransform(
      pixelRatio * matrix.a,
      pixelRatio * matrix.b,
      pixelRatio * matrix.c,
      pixelRatio * matrix.d,
      pixelRatio * matrix.e,
      pixelRatio * matrix.f,
    );
    const style = getComputedStyle(element);
    if (element instanceof SVGTextElement) drawText(context, element, style);
    else drawShape(context, shapeOf(element), style);
  }
  return canvas;
}

function drawShape(
  context: CanvasRenderingContext2D,
  shape: Path2D,
  style: CSSStyleDeclaration,
): void {
  if (style.fill !== 'none') {
    context.globalAlpha = Number(style.fillOpacity);
    context.fillStyle = style.fill;
    context.fill(shape);
  }
  if (style.stroke !== 'none') {
    context.globalAlpha = Number(style.strokeOpacity);
    setStroke(context, style);
    context.stroke(shape);
  }
}

function drawText(
  context: CanvasRenderingContext2D,
  element: SVGTextElement,
  style: CSSStyleDeclaration,
): void {
  const words = element.textContent.trim().replace(/\s+/g, ' ');
  const [x, y] = ['x', 'y'].map((name) => Number(element.getAttribute(name) ?? 0));
  context.globalAlpha = 1;
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textAlign =
    style.textAnchor === 'middle' ? 'center' : style.textAnchor === 'end' ? 'right' : 'left';
  // A rim below the letters, where there is one.
  if (style.stroke !== 'none') {
    setStroke(context, style);
    context.strokeText(words, x, y);
  }
  context.fillStyle = style.fill;
  context.fillText(words, x, y);
}

function setStroke(context: CanvasRenderingContext2D, style: CSSStyleDeclaration): void {
  context.strokeStyle = style.stroke;
  context.lineWidth = parseFloat(style.strokeWidth);
  context.lineJoin = style.strokeLinejoin === 'round' ? 'round' : 'miter';
  const dashes = style.strokeDasharray.match(/[\d.]+/g);
  context.setLineDash(dashes ? dashes.map(Number) : []);
}

function shapeOf(element: SVGGraphicsElement): Path2D {
  const number = (name: string) => Number(element.getAttribute(name) ?? 0);
  const shape = new Path2D();
  switch (element.tagName) {
    case 'path':
      return new Path2D(element.getAttribute('d') ?? '');
    case 'line':
      shape.moveTo(number('x1'), number('y1'));
      shape.lineTo(number('x2'), number('y2'));
      return shape;
    case 'rect':
      shape.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'));
      return shape;
    default:
      shape.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI);
      return shape;
  }
}
