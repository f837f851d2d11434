export interface TextStyle {
  readonly font: string;
  readonly textAlign: CanvasTextAlign;
  readonly textBaseline: CanvasTextBaseline;
}

const ANCHORS: Readonly<Record<CanvasTextAlign, string>> = {
  left: 'start',
  start: 'start',
  center: 'middle',
  right: 'end',
  end: 'end',
};

/** A canvas font, such as `600 12px system-ui, sans-serif`, in SVG's attributes. */
function fontAttributes(font: string): Record<string, string> {
  const parts =
    /^(?:(italic|oblique|normal) )?(?:(\d+|bold|normal) )?([\d.]+)px(?:\/\S+)? (.+)$/.exec(font);
  if (!parts) throw new Error(`A chart writes in a font that its SVG cannot have: ${font}`);
  const [, slant = 'normal', weight = '400', size, family] = parts;
  const style = slant === 'normal' ? '' : slant;
  return { 'font-family': family, 'font-size': size, 'font-weight': weight, 'font-style': style };
}

/**
 * Font and place of a text. SVG's own baselines are not known to every reader, so the text stands on its
 * alphabetic one, lowered by what its ink is higher there than on the baseline asked for.
 */
export function svgText(
  { font, textAlign, textBaseline }: TextStyle,
  text: string,
  y: number,
  measure: CanvasRenderingContext2D,
): Record<string, unknown> {
  measure.font = font;
  const ascent = (baseline: CanvasTextBaseline) => {
    measure.textBaseline = baseline;
    return measure.measureText(text).actualBoundingBoxAscent;
  };
  const lowered = textBaseline === 'alphabetic' ? 0 : ascent('alphabetic') - ascent(textBaseline);
  measure.textBaseline = 'alphabetic';
  return { y: y + lowered, 'text-anchor': ANCHORS[textAlign], ...fontAttributes(font) };
}
