/** Encoders for a list of columns, within the width limit: the widest columns give way first. */
import { countWords } from '#lib/format/counted.ts';
import type { Column } from '../table.ts';
import type { ColumnFit, Encoder, NoFit } from './columnFit.ts';
import { fitCategory } from './fitCategory.ts';
import { fitNumber } from './fitNumber.ts';
import { fitText } from './fitText.ts';
import { maxColumnWidth, widthLimit } from './limits.ts';

export interface FittedEncoders {
  readonly encoders: readonly Encoder[];
  readonly width: number;
  readonly notices: readonly string[];
}

function fit(column: Column, train: Int32Array): ColumnFit | NoFit {
  switch (column.kind) {
    case 'number':
      return fitNumber(column, train);
    case 'category':
      return fitCategory(column, train);
    case 'text':
      return fitText(column, train);
    default:
      return column satisfies never;
  }
}

function widthOf(encoders: readonly Encoder[]): number {
  return encoders.reduce((sum, { features }) => sum + features.length, 0);
}

/** The largest cap on a column's inputs, down to 1, that keeps the width within its limit. */
function largestCap(fits: readonly ColumnFit[], limit: number): number {
  const fitting = (cap: number) => widthOf(fits.map((found) => found.encoder(cap))) <= limit;
  if (fitting(maxColumnWidth)) return maxColumnWidth;
  let low = 1;
  let high = maxColumnWidth;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (fitting(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Statistics come from the training rows only.
 * @param rows usable rows of all parts, for the limit on width
 */
export function fitEncoders(
  columns: readonly Column[],
  train: Int32Array,
  rows: number,
): FittedEncoders {
  const limit = widthLimit(rows);
  const notices: string[] = [];
  const fits: ColumnFit[] = [];
  for (const column of columns) {
    const found = fit(column, train);
    if ('leftOut' in found) notices.push(`“${found.name}” ${found.leftOut} and was left out.`);
    else fits.push(found);
  }

  const cap = largestCap(fits, limit);
  let encoders = fits.map((found) => found.encoder(cap));
  let last = encoders.length;
  while (widthOf(encoders.slice(0, last)) > limit) last -= 1;
  if (fits.some(({ candidates }) => candidates > cap) && cap < maxColumnWidth) {
    notices.push(
      `Inputs are limited to ${limit} for ${countWords(rows)} rows: a column has at most ${cap} values or words of its own.`,
    );
  }
  if (last < encoders.length) {
    notices.push(
      `Inputs are limited to ${limit} for ${countWords(rows)} rows: the last ${encoders.length - last} of ${encoders.length} columns do not fit and were left out. Choose fewer input columns to decide which.`,
    );
    encoders = encoders.slice(0, last);
  }
  notices.push(...encoders.flatMap(({ notice }) => notice ?? []));
  return { encoders, width: widthOf(encoders), notices };
}
