/** Reads a column as numbers. */
import type { NumberColumn } from '../table.ts';
import { chooseStyle, styleEvidence, type FileStyle } from './numberStyle.ts';
import { parseNumber, type NumberStyle } from './parseNumber.ts';
import { isReading, readEach, valuesOf, type CellReading, type Cells } from './readCells.ts';
import { slips } from './slips.ts';

export interface Numbers {
  readonly reading: CellReading<number>;
  readonly style: NumberStyle;
  /** A cell that the other style would read as another number, where nothing in the file tells. */
  readonly guessed: string | null;
}

/** Codes such as 007 and identifiers too long for a number keep their digits: they are categories. */
function isCode(cell: string): boolean {
  return /^0\d+$/.test(cell) || /^\d{16,}$/.test(cell);
}

export function readNumbers(cells: Cells, file: FileStyle): Numbers {
  const values = () => Array.from(valuesOf(cells), ([cell]) => cell);
  const { style, guessed } = chooseStyle(styleEvidence(values()), file);
  const reading = readEach(cells, (cell) => {
    const value = parseNumber(cell, style);
    return Number.isNaN(value) ? null : value;
  });
  return { reading, style, guessed };
}

/** The column's numbers, or null where it does not hold numbers. */
export function findNumbers(cells: Cells, file: FileStyle): Numbers | null {
  let percent = 0;
  for (const [cell, count] of valuesOf(cells)) {
    if (isCode(cell)) return null;
    if (cell.endsWith('%')) percent += count;
  }
  const numbers = readNumbers(cells, file);
  if (!isReading(cells, numbers.reading.unread)) return null;
  // 5% beside 0.05 is one scale too many.
  const alike = percent === 0 || percent >= cells.present - numbers.reading.unread;
  return alike ? numbers : null;
}

export function numbersColumn(
  cells: Cells,
  { reading, style, guessed }: Numbers,
  lines: Int32Array,
): { column: NumberColumn; notices: string[] } {
  const { name, codes, cells: distinct } = cells.column;
  const notices: string[] = [];
  const signed = distinct.find(
    (cell, code) => reading.values[code] !== null && /[$€£¥₹%]/.test(cell),
  );
  if (signed)
    notices.push(`“${name}”: ${/%/.test(signed) ? 'per cent' : 'currency'} signs are left out.`);
  if (guessed !== null) {
    const value = parseNumber(guessed, style);
    notices.push(
      `“${name}”: ${guessed} is read as ${value}, as nothing in the file tells whether its ${/,/.test(guessed) ? 'commas are' : 'points are'} decimal.`,
    );
  }
  notices.push(...slips(cells, reading, 'number', lines));
  const values = Float64Array.from(codes, (code) => reading.values[code] ?? NaN);
  return { column: { kind: 'number', name, values }, notices };
}
