/**
 * Whether a column writes 1.5 or 1,5. One cell may not tell: 1,234 is a thousand and more, or a little
 * over one. A column is read in the style that its unambiguous cells show, else in the file's.
 */
import { parseNumber, type NumberStyle } from './parseNumber.ts';

export interface StyleEvidence {
  /** Cells that are numbers in one style only. */
  readonly point: number;
  readonly comma: number;
  /** A cell that is a different number in each style, if there is one. */
  readonly ambiguous: string | null;
}

/** What the rest of a file tells: the style of its other columns, if they show one, and its delimiter. */
export interface FileStyle {
  readonly shown: NumberStyle | null;
  readonly delimiter: string;
}

/** Cells that settle the matter: no need to read the rest of a long column. */
const enough = 1000;
// Shortcuts for what nearly every cell is; the slow way below gives the same answers.
const onlyPoint = /^[+-]?(?:\d+\.(?:\d{1,2}|\d{4,})|(?:0\d*|\d{4,})\.\d{3})$/;
const either = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** @param cells distinct cells of a column */
export function styleEvidence(cells: Iterable<string>): StyleEvidence {
  let point = 0;
  let comma = 0;
  let ambiguous: string | null = null;
  for (const cell of cells) {
    if (point + comma >= enough) break;
    if (onlyPoint.test(cell)) point += 1;
    else if (either.test(cell)) ambiguous ??= cell;
    else if (/[.,]/.test(cell)) {
      const asPoint = parseNumber(cell, 'point');
      const asComma = parseNumber(cell, 'comma');
      if (Number.isNaN(asComma)) point += Number.isNaN(asPoint) ? 0 : 1;
      else if (Number.isNaN(asPoint)) comma += 1;
      else if (asPoint !== asComma) ambiguous ??= cell;
    }
  }
  return { point, comma, ambiguous };
}

/** The style that a file's columns show together; files with commas between cells have decimal points. */
export function fileStyle(columns: Iterable<StyleEvidence>, delimiter: string): FileStyle {
  let balance = delimiter === ',' ? 1 : 0;
  for (const { point, comma } of columns) balance += Math.sign(point - comma);
  if (balance === 0) return { shown: null, delimiter };
  return { shown: balance > 0 ? 'point' : 'comma', delimiter };
}

/**
 * @returns the style, and a cell on which it is only a guess: 1,234 is decimal where semicolons
 * separate the cells, and thousands elsewhere; 1.234 is decimal
 */
export function chooseStyle(
  { point, comma, ambiguous }: StyleEvidence,
  file: FileStyle,
): { style: NumberStyle; guessed: string | null } {
  if (point !== comma) return { style: point > comma ? 'point' : 'comma', guessed: null };
  if (file.shown) return { style: file.shown, guessed: null };
  const decimalComma = ambiguous?.includes(',') && file.delimiter === ';';
  return { style: decimalComma ? 'comma' : 'point', guessed: ambiguous };
}
