/** Words of a text column: lower case, runs of letters and digits, each once a row. */
import type { TextColumn } from '../table.ts';

export interface Tokens {
  readonly words: readonly string[];
  /** Row i's words are ids[starts[i]] … ids[starts[i + 1] − 1]. */
  readonly ids: Int32Array;
  readonly starts: Int32Array;
}

/** Splits per replicate encode one table many times; its words are found once. */
const known = new WeakMap<TextColumn, Tokens>();

export function tokens(column: TextColumn): Tokens {
  const found = known.get(column) ?? tokenise(column.values);
  known.set(column, found);
  return found;
}

function tokenise(values: readonly string[]): Tokens {
  const idOf = new Map<string, number>();
  const ids: number[] = [];
  const starts = new Int32Array(values.length + 1);
  values.forEach((value, row) => {
    for (const word of new Set(value.toLowerCase().match(/[\p{L}\p{N}]+/gu))) {
      const id = idOf.get(word) ?? idOf.size;
      idOf.set(word, id);
      ids.push(id);
    }
    starts[row + 1] = ids.length;
  });
  return { words: [...idOf.keys()], ids: Int32Array.from(ids), starts };
}
