/** A length for SVG: a thousandth of a pixel is as fine as anything can show. */
export function px(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Text as XML takes it, in an element or an attribute; characters that XML has no place for are left out. */
export function escapeXml(text: string): string {
  const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[&<>"]/g, (mark) => marks[mark])
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '');
}

/** What SVG takes where nothing is said. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'fill-opacity': 1,
  'stroke-opacity': 1,
  'stroke-width': 1,
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-dashoffset': 0,
  'text-anchor': 'start',
  'font-weight': '400',
};

/** Attributes with a space before each; empty ones and defaults are left out. */
export function attributes(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .filter(([name, value]) => value !== '' && value !== DEFAULTS[name])
    .map(
      ([name, value]) =>
        ` ${name}="${typeof value === 'number' ? px(value) : escapeXml(String(value))}"`,
    )
    .join('');
}
