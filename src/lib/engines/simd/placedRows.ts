/** A part's inputs in memory: as a table, or as each row's list of inputs that are not zero. */
import type { Part } from '#lib/data/dataset.ts';
import type { Arena } from './Arena.ts';
import { padded } from './packing.ts';

/** Below this share of inputs that are not zero, skipping the others pays. */
const SPARSE_SHARE = 0.3;

/** How many are not zero. */
function filledOf(inputs: Float32Array): number {
  let filled = 0;
  // By index: a callback or an iterator for each of half a million numbers would take longer than an epoch.
  for (let i = 0; i < inputs.length; i++) if (inputs[i] !== 0) filled++;
  return filled;
}

export function isSparse({ inputs }: Part): boolean {
  return filledOf(inputs) < SPARSE_SHARE * inputs.length;
}

/** Row-major, the width padded to a multiple of 4. @returns its address */
export function placeRows(
  arena: Arena,
  inputs: Float32Array,
  count: number,
  width: number,
): number {
  const stride = padded(width);
  const at = arena.allocate(4 * count * stride);
  const rows = arena.floats(at, count * stride);
  // Number by number: rows are so short that a view of each would take longer than the copying.
  for (let row = 0, from = 0; row < count; row++) {
    for (let i = 0, to = row * stride; i < width; i++) rows[to++] = inputs[from++];
  }
  return at;
}

/** As kernels/sparse.ts reads them. @returns the address of the rows' addresses */
export function placeSparseRows(
  arena: Arena,
  inputs: Float32Array,
  count: number,
  width: number,
): number {
  const filled = filledOf(inputs);
  const starts = arena.allocate(4 * (count + 1));
  const entries = arena.allocate(8 * filled);
  const places = arena.integers(entries, 2 * filled);
  const values = arena.floats(entries, 2 * filled);
  const addresses = arena.integers(starts, count + 1);
  let next = 0;
  for (let row = 0; row < count; row++) {
    addresses[row] = entries + 8 * next;
    for (let i = 0; i < width; i++) {
      const value = inputs[row * width + i];
      if (value === 0) continue;
      places[2 * next] = 16 * i;
      values[2 * next + 1] = value;
      next++;
    }
  }
  addresses[count] = entries + 8 * next;
  return starts;
}
