/** Gathers records into a raw table: names from the header, cells by column, and every line of the right width. */
import { countWords } from '#lib/format/counted.ts';
import { columnNames } from './columnNames.ts';
import { hasHeader } from './hasHeader.ts';
import { maxColumns, maxRows } from './importLimits.ts';
import type { RawTable } from './rawTable.ts';
import { Unusable } from './unusable.ts';

/** Records looked at before the header is decided. */
const headerSample = 100;

interface Ragged {
  readonly line: number;
  readonly cells: number;
}

export class RecordCollector {
  readonly #header: boolean | null;
  #held: (readonly [string[], number])[] = [];
  #decided = false;
  #hasHeader = false;
  #headerLine = 1;
  #names: readonly string[] = [];
  /** Cells that a line must have: unnamed columns at the end may be left off. */
  #least = 0;
  #columns: { codeOf: Map<string, number>; codes: number[] }[] = [];
  #lines: number[] = [];
  #ragged: Ragged | null = null;
  #raggedCount = 0;
  #notices: string[] = [];

  /** @param header whether the first record names the columns; null to find out */
  constructor(header: boolean | null) {
    this.#header = header;
  }

  /** @throws Unusable for too many rows or columns */
  take(cells: string[], line: number): void {
    const record = cells.map((cell) => cell.trim());
    if (record.every((cell) => cell === '')) return;
    if (this.#decided) this.#add(record, line);
    else if (this.#held.push([record, line]) === headerSample) this.#decide();
  }

  /** @throws Unusable for a file without rows or columns, or with lines of other widths */
  finish(name: string, delimiter: string): { raw: RawTable; header: boolean; notices: string[] } {
    if (!this.#decided) this.#decide();
    if (this.#ragged) throw this.#raggedFault(this.#ragged);
    const rows = this.#lines.length;
    if (rows === 0) {
      throw new Unusable('The file has a header and no rows below it.', this.#headerLine);
    }
    const columns = this.#names.map((columnName, i) => ({
      name: columnName,
      cells: [...this.#columns[i].codeOf.keys()],
      codes: Int32Array.from(this.#columns[i].codes),
    }));
    // Delimiters at the end of every line make columns of nothing.
    while (columns.length > this.#least && columns[columns.length - 1].cells.join('') === '') {
      columns.pop();
    }
    const kept = new Set(columns.map((column) => column.name));
    const lines = Int32Array.from(this.#lines);
    return {
      raw: { name, rows, columns, lines, delimiter },
      header: this.#hasHeader,
      notices: this.#notices.filter((notice) => {
        const unnamed = /is called “(Column \d+.*)”\.$/.exec(notice);
        return !unnamed || kept.has(unnamed[1]);
      }),
    };
  }

  #decide(): void {
    this.#decided = true;
    const held = this.#held;
    this.#held = [];
    if (held.length === 0)
      throw new Unusable('The file is empty: it has no cell with anything in it.');
    const [first, line] = held[0];
    this.#headerLine = line;
    this.#hasHeader = this.#header ?? hasHeader(held.map(([record]) => record));
    this.#open(first, line);
    for (const [record, at] of this.#hasHeader ? held.slice(1) : held) this.#add(record, at);
  }

  #open(first: readonly string[], line: number): void {
    if (first.length > maxColumns) {
      throw new Unusable(
        `Line ${line} has ${countWords(first.length)} columns; the most is ${maxColumns}.`,
        line,
      );
    }
    const named = this.#hasHeader ? first.findLastIndex((cell) => cell !== '') + 1 : first.length;
    if (named < 2) {
      throw new Unusable(
        `Line ${line} has one column, as no comma, semicolon, tab or bar separates its cells. A table needs a target and at least one input.`,
        line,
      );
    }
    if (this.#hasHeader) {
      const { names, notices } = columnNames(first);
      this.#names = names;
      this.#notices.push(...notices);
    } else {
      this.#names = first.map((_, i) => `Column ${i + 1}`);
      this.#notices.push(
        'The first line holds values, so the columns are called Column 1, Column 2 and so on.',
      );
    }
    this.#least = named;
    this.#columns = this.#names.map(() => ({ codeOf: new Map(), codes: [] }));
  }

  #add(record: string[], line: number): void {
    const width = this.#names.length;
    while (record.length > width && record[record.length - 1] === '') record.pop();
    if (record.length < this.#least || record.length > width) {
      this.#ragged ??= { line, cells: record.length };
      this.#raggedCount += 1;
      return;
    }
    if (this.#lines.push(line) > maxRows) {
      throw new Unusable(
        `Line ${line} is row ${countWords(maxRows + 1)}; the most is ${countWords(maxRows)}. Keep a random sample of the rows.`,
        line,
      );
    }
    for (let i = 0; i < width; i++) {
      const { codeOf, codes } = this.#columns[i];
      const cell = record[i] ?? '';
      let code = codeOf.get(cell);
      if (code === undefined) codeOf.set(cell, (code = codeOf.size));
      codes.push(code);
    }
  }

  #raggedFault({ line, cells }: Ragged): Unusable {
    const expected = `${this.#least} as line ${this.#headerLine}`;
    const others =
      this.#raggedCount > 1
        ? `; ${countWords(this.#raggedCount)} lines in all are of another width`
        : '';
    return new Unusable(
      `Line ${line} has ${cells} cells, not ${expected}${others}. A cell that holds the delimiter needs quotes.`,
      line,
      Math.min(cells, this.#least) + 1,
    );
  }
}
