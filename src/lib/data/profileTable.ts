/** What a preview shows of each column: plain JSON, small, whatever the table's size. */
import { tokens } from './encode/tokens.ts';
import type { CategoryColumn, NumberColumn, Table, TextColumn } from './table.ts';

export interface LabelCount {
  readonly label: string;
  readonly count: number;
}

export interface Histogram {
  /** Bins are equally wide from `from` to `to`; values further out are in the first and last bin. */
  readonly from: number;
  readonly to: number;
  readonly counts: readonly number[];
}

interface Profiled {
  readonly name: string;
  /** Rows with a value, rows without, and different values. */
  readonly count: number;
  readonly missing: number;
  readonly distinct: number;
}

export interface NumberProfile extends Profiled {
  readonly kind: 'number';
  /** Null where no row has a value. */
  readonly range: { readonly min: number; readonly median: number; readonly max: number } | null;
  readonly histogram: Histogram | null;
}

export interface LabelProfile extends Profiled {
  readonly kind: 'category' | 'text';
  /** Most frequent levels, or words of a text, with their rows. */
  readonly top: readonly LabelCount[];
}

export type ColumnProfile = NumberProfile | LabelProfile;

const bins = 24;
const topLabels = 12;

export function profileTable(table: Table): readonly ColumnProfile[] {
  return table.columns.map((column) => {
    switch (column.kind) {
      case 'number':
        return profileNumber(column);
      case 'category':
        return profileCategory(column);
      case 'text':
        return profileText(column);
      default:
        return column satisfies never;
    }
  });
}

function profileNumber({ name, values }: NumberColumn): NumberProfile {
  const sorted = values.filter(Number.isFinite).sort();
  const count = sorted.length;
  const common = { kind: 'number', name, count, missing: values.length - count } as const;
  if (count === 0) return { ...common, distinct: 0, range: null, histogram: null };
  let distinct = 1;
  for (let i = 1; i < count; i++) if (sorted[i] !== sorted[i - 1]) distinct += 1;
  const median = sorted[(count - 1) >> 1] / 2 + sorted[count >> 1] / 2;
  const range = { min: sorted[0], median, max: sorted[count - 1] };
  return { ...common, distinct, range, histogram: histogramOf(sorted) };
}

/** Few whole numbers have a bin each; else 24 bins, over the middle 98 % where the tails are long. */
function histogramOf(sorted: Float64Array): Histogram {
  const count = sorted.length;
  let from = sorted[0];
  let to = sorted[count - 1];
  let size = bins;
  if (to - from < bins && sorted.every(Number.isInteger)) {
    size = to - from + 1;
    from -= 0.5;
    to += 0.5;
  } else {
    const low = sorted[Math.floor(0.01 * count)];
    const high = sorted[Math.ceil(0.99 * count) - 1];
    if (high > low && to / 5 - from / 5 > high - low) [from, to] = [low, high];
  }
  const counts = new Array<number>(size).fill(0);
  // Halved, since the width of a column of extremes may be infinite.
  const width = to / 2 - from / 2;
  for (const value of sorted) {
    const share = width > 0 ? (value / 2 - from / 2) / width : 0;
    counts[Math.max(0, Math.min(size - 1, Math.floor(share * size)))] += 1;
  }
  return { from, to, counts };
}

function topOf(labels: readonly string[], counts: ArrayLike<number>): readonly LabelCount[] {
  return Array.from(labels.keys())
    .filter((i) => counts[i] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, topLabels)
    .map((i) => ({ label: labels[i], count: counts[i] }));
}

function profileCategory({ name, levels, codes }: CategoryColumn): LabelProfile {
  const counts = new Int32Array(levels.length);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing += 1;
    else counts[code] += 1;
  }
  return {
    kind: 'category',
    name,
    count: codes.length - missing,
    missing,
    distinct: counts.reduce((sum, rows) => sum + (rows > 0 ? 1 : 0), 0),
    top: topOf(levels, counts),
  };
}

function profileText(column: TextColumn): LabelProfile {
  const { name, values } = column;
  const { words, ids } = tokens(column);
  const counts = new Int32Array(words.length);
  for (const id of ids) counts[id] += 1;
  const present = values.filter((value) => value !== '');
  return {
    kind: 'text',
    name,
    count: present.length,
    missing: values.length - present.length,
    distinct: new Set(present).size,
    top: topOf(words, counts),
  };
}
