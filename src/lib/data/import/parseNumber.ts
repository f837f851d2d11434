/**
 * Numbers as people and programs write them: signs, thousands separators, a decimal point or comma,
 * exponents, one currency sign or per cent. Which of point and comma is decimal is a matter of the
 * column (numberStyle.ts), never of one cell.
 */
export type NumberStyle = 'point' | 'comma';

// No digit can be matched in two ways: a cell may be a million digits long.
const plain = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const grouped = {
  point:
    /^[+-]?(?:\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:[ ']\d{3})+)?(?:\.\d*)?(?:e[+-]?\d+)?$/i,
  comma:
    /^[+-]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:[ ']\d{3})+)?(?:,\d*)?(?:e[+-]?\d+)?$/i,
};
const separators = { point: /[,' ]/g, comma: /[.' ]/g };

/** A cell stripped of what surrounds its digits: spaces, one currency sign or per cent; ASCII minus and quotes. */
export function bareNumber(cell: string): string {
  return cell
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/\u2019/g, "'")
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .replace(/^([+-]?) ?[$€£¥₹] ?|\s?[$€£¥₹%]$/g, '$1')
    .trim();
}

/** The number a cell holds, or NaN where it holds none. Infinite values are none. */
export function parseNumber(cell: string, style: NumberStyle): number {
  if (style === 'point' && plain.test(cell)) return finite(Number(cell));
  const bare = bareNumber(cell);
  if (!/\d/.test(bare) || !grouped[style].test(bare)) return NaN;
  const digits = bare.replace(separators[style], '');
  return finite(Number(style === 'comma' ? digits.replace(',', '.') : digits));
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
