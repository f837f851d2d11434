/**
 * A drawing context that writes down what it is told as SVG: the calls that Chart.js and these charts'
 * own drawings make, and no more (another one throws). Text stays text. Points are placed as they come;
 * lengths (line widths, radii) are not scaled, for nothing here draws scaled.
 */
import { svgColour } from './svg-colour.ts';
import { attributes, escapeXml, px } from './svg-markup.ts';
import { svgText, type TextStyle } from './svg-text.ts';

type Matrix = readonly [number, number, number, number, number, number];

const UNMOVED: Matrix = [1, 0, 0, 1, 0, 0];

interface Style extends TextStyle {
  readonly fillStyle: string;
  readonly strokeStyle: string;
  readonly lineWidth: number;
  readonly lineCap: string;
  readonly lineJoin: string;
  readonly globalAlpha: number;
  readonly lineDashOffset: number;
}

export class SvgContext {
  /** What Chart.js takes for a canvas. */
  readonly canvas: { width: number; height: number; getContext(): SvgContext };
  fillStyle = '#000000';
  strokeStyle = '#000000';
  lineWidth = 1;
  lineCap = 'butt';
  lineJoin = 'miter';
  globalAlpha = 1;
  lineDashOffset = 0;
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly #id: string;
  readonly #measure: CanvasRenderingContext2D;
  #parts: string[] = [];
  #path = '';
  #matrix = UNMOVED;
  #dash: readonly number[] = [];
  #clips = 0;
  #openGroups = 0;
  #saved: {
    readonly style: Style;
    readonly matrix: Matrix;
    readonly dash: readonly number[];
    readonly openGroups: number;
  }[] = [];

  /** @param id its own among all pictures in one file: clip paths are named after it */
  constructor(width: number, height: number, id: string) {
    this.canvas = { width, height, getContext: () => this };
    this.#id = id;
    const measure = document.createElement('canvas').getContext('2d');
    if (!measure) throw new Error('This browser gives no canvas to measure text with.');
    this.#measure = measure;
  }

  /** The same for code that draws: it makes only calls that are here. */
  get drawing(): CanvasRenderingContext2D {
    return this as unknown as CanvasRenderingContext2D;
  }

  /** What was drawn, as SVG elements. */
  elements(): string {
    return this.#parts.join('') + '</g>'.repeat(this.#openGroups);
  }

  save(): void {
    const { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin, globalAlpha } = this;
    const { lineDashOffset, font, textAlign, textBaseline } = this;
    const lines = { lineWidth, lineCap, lineJoin, lineDashOffset };
    const style = { fillStyle, strokeStyle, globalAlpha, ...lines, font, textAlign, textBaseline };
    const [matrix, dash, openGroups] = [this.#matrix, this.#dash, this.#openGroups];
    this.#saved.push({ style, matrix, dash, openGroups });
  }

  restore(): void {
    const before = this.#saved.pop();
    if (!before) return;
    Object.assign(this, before.style);
    this.#matrix = before.matrix;
    this.#dash = before.dash;
    for (; this.#openGroups > before.openGroups; this.#openGroups--) this.#parts.push('</g>');
  }

  resetTransform(): void {
    this.#matrix = UNMOVED;
  }

  setTransform(...matrix: Matrix): void {
    this.#matrix = matrix;
  }

  translate(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#matrix;
    this.#matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
  }

  rotate(angle: number): void {
    const [a, b, c, d, e, f] = this.#matrix;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.#matrix = [
      a * cos + c * sin,
      b * cos + d * sin,
      c * cos - a * sin,
      d * cos - b * sin,
      e,
      f,
    ];
  }

  #at(x: number, y: number): string {
    const [a, b, c, d, e, f] = this.#matrix;
    return `${px(a * x + c * y + e)} ${px(b * x + d * y + f)}`;
  }

  beginPath(): void {
    this.#path = '';
  }

  moveTo(x: number, y: number): void {
    this.#path += `M${this.#at(x, y)}`;
  }

  lineTo(x: number, y: number): void {
    this.#path += `${this.#path ? 'L' : 'M'}${this.#at(x, y)}`;
  }

  closePath(): void {
    if (this.#path) this.#path += 'Z';
  }

  rect(x: number, y: number, width: number, height: number): void {
    const across = x + width;
    const down = y + height;
    this.#path += `M${this.#at(x, y)}L${this.#at(across, y)}L${this.#at(across, down)}L${this.#at(x, down)}Z`;
  }

  arc(x: number, y: number, radius: number, from: number, to: number, backwards = false): void {
    const turn = 2 * Math.PI;
    const full = Math.abs(to - from) >= turn;
    const sweep = full ? turn : (((backwards ? from - to : to - from) % turn) + turn) % turn;
    const end = from + (backwards ? -sweep : sweep);
    const middle = (from + end) / 2;
    const point = (angle: number) =>
      this.#at(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    this.#path += `${this.#path ? 'L' : 'M'}${point(from)}`;
    // In two halves: one arc cannot end where it begins.
    for (const angle of [middle, end]) {
      this.#path += `A${px(radius)} ${px(radius)} 0 0 ${backwards ? 0 : 1} ${point(angle)}`;
    }
  }

  clip(): void {
    const id = `${this.#id}-clip-${++this.#clips}`;
    this.#parts.push(
      `<clipPath id="${id}"><path d="${this.#path}"/></clipPath><g clip-path="url(#${id})">`,
    );
    this.#openGroups += 1;
  }

  setLineDash(dash: readonly number[]): void {
    this.#dash = dash;
  }

  getLineDash(): readonly number[] {
    return this.#dash;
  }

  #fill() {
    const { colour, opacity } = svgColour(this.fillStyle);
    return { fill: colour, 'fill-opacity': opacity * this.globalAlpha };
  }

  #stroke() {
    const { colour, opacity } = svgColour(this.strokeStyle);
    return {
      fill: 'none',
      stroke: colour,
      'stroke-opacity': opacity * this.globalAlpha,
      'stroke-width': this.lineWidth,
      'stroke-linecap': this.lineCap,
      'stroke-linejoin': this.lineJoin,
      'stroke-dasharray': this.#dash.join(' '),
      'stroke-dashoffset': this.#dash.length ? this.lineDashOffset : 0,
    };
  }

  fill(): void {
    if (this.#path) this.#parts.push(`<path d="${this.#path}"${attributes(this.#fill())}/>`);
  }

  stroke(): void {
    if (this.#path) this.#parts.push(`<path d="${this.#path}"${attributes(this.#stroke())}/>`);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const path = this.#path;
    this.#path = '';
    this.rect(x, y, width, height);
    this.fill();
    this.#path = path;
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    const path = this.#path;
    this.#path = '';
    this.rect(x, y, width, height);
    this.stroke();
    this.#path = path;
  }

  /** A chart clears all of its canvas before it draws, and nothing else. */
  clearRect(): void {
    this.#parts = [];
    this.#clips = 0;
    this.#openGroups = 0;
  }

  measureText(text: string): TextMetrics {
    this.#measure.font = this.font;
    return this.#measure.measureText(text);
  }

  #text(text: string, x: number, y: number, paint: Readonly<Record<string, unknown>>): void {
    const place = svgText(this, text, y, this.#measure);
    const moved = this.#matrix.some((value, i) => value !== UNMOVED[i]);
    const transform = moved ? `matrix(${this.#matrix.map(px).join(' ')})` : '';
    const all = attributes({ x: px(x), ...place, transform, ...paint });
    this.#parts.push(`<text${all}>${escapeXml(text)}</text>`);
  }

  fillText(text: string, x: number, y: number): void {
    this.#text(text, x, y, this.#fill());
  }

  strokeText(text: string, x: number, y: number): void {
    this.#text(text, x, y, this.#stroke());
  }
}
