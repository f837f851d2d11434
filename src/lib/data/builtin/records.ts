/** Reads the JSON of a data package: an array of flat records, checked field by field. */
import type { CategoryColumn, NumberColumn } from '../table.ts';

export class Records {
  readonly #title: string;
  readonly #rows: readonly Record<string, unknown>[];

  /** @throws Error where the asset is not an array of records */
  constructor(title: string, asset: unknown) {
    if (!Array.isArray(asset) || asset.length === 0) {
      throw new Error(`${title}: expected a list of records; the package holds something else.`);
    }
    this.#title = title;
    this.#rows = asset;
  }

  get count(): number {
    return this.#rows.length;
  }

  number(field: string): NumberColumn {
    const values = Float64Array.from(this.#rows, (record, i) => {
      const value = record[field];
      if (typeof value !== 'number') throw this.#wrong(i, field, 'a number', value);
      return value;
    });
    return { kind: 'number', name: field, values };
  }

  strings(field: string): readonly string[] {
    return this.#rows.map((record, i) => {
      const value = record[field];
      if (typeof value !== 'string') throw this.#wrong(i, field, 'text', value);
      return value;
    });
  }

  category(field: string): CategoryColumn {
    const strings = this.strings(field);
    const levels = [...new Set(strings)].sort();
    const codeOf = new Map(levels.map((level, code) => [level, code]));
    const codes = Int32Array.from(strings, (level) => codeOf.get(level) ?? -1);
    return { kind: 'category', name: field, levels, codes };
  }

  #wrong(row: number, field: string, expected: string, found: unknown): Error {
    return new Error(
      `${this.#title}: record ${row + 1}, “${field}”: expected ${expected}, found ${typeof found}.`,
    );
  }
}
