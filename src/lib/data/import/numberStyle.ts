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

/** @param cells distinct cells of a column */
export function styleEvidence(cells: Iterable<string>): StyleEvidence {
  let point = 0;
  let comma = 0;
  let ambiguous: string | null = null;
  for (const cell of cells) {
    if (!/[.,]/.test(cell)) continue;
    const asPoint = parseNumber(cell, 'point');
    const asComma = parseNumber(cell, 'comma');
    if (Number.isNaN(asComma)) point += Number.isNaN(asPoint) ? 0 : 1;
    else if (Number.isNaN(asPoint)) comma += 1;
    else if (asPoint !== asComma) ambiguous ??= cell;
  }
  return { point, comma, ambiguous };
}

/**
 * @param file the style that the rest of the file shows, if it shows one
 * @returns the style, and whether it is a guess that a person should confirm
 */
export function chooseStyle(
  { point, comma, ambiguous }: StyleEvidence,
  file: NumberStyle | null,
): { style: NumberStyle; guessed: boolean } {
  if (point !== comma) return { style: point > comma ? 'point' : 'comma', guessed: false };
  return { style: file ?? 'point', guessed: ambiguous !== null && file === null };
}
