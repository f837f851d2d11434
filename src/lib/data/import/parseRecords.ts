/** Drives the CSV parser through a text in chunks, with a pause after each. */
import Papa from 'papaparse';
import { Unusable } from './unusable.ts';

const chunkSize = 2 ** 20;

/** @throws anything to end the parse */
export type TakeRecord = (cells: string[], line: number) => void;

/**
 * @param text with line feeds
 * @param firstLine line of the file on which the text begins, from 1
 * @param pause called between chunks with the share done; may reject to cancel
 * @throws Unusable where quotes do not close; what `take` or `pause` throws
 */
export function parseRecords(
  text: string,
  delimiter: string,
  firstLine: number,
  take: TakeRecord,
  pause: (share: number) => Promise<void>,
): Promise<void> {
  let line = firstLine;
  let parsed = 0;

  const takeAll = ({ data, errors }: Papa.ParseResult<string[]>) => {
    const fault = errors.find(({ type }) => type === 'Quotes');
    const last = fault?.row ?? data.length;
    for (let i = 0; i < Math.min(last, data.length); i++) {
      take(data[i], line);
      line += linesOf(data[i]);
    }
    if (fault) throw quoteFault(fault.code, line);
  };

  return new Promise((resolve, reject) => {
    Papa.parse<string[]>(text, {
      delimiter,
      newline: '\n',
      chunkSize,
      chunk(results: Papa.ParseResult<string[]>, parser: Papa.Parser) {
        try {
          takeAll(results);
        } catch (error) {
          reject(error);
          parser.abort();
          return;
        }
        parsed = Math.min(text.length, parsed + chunkSize);
        parser.pause();
        pause(parsed / text.length).then(
          () => parser.resume(),
          (error: unknown) => {
            reject(error);
            parser.abort();
          },
        );
      },
      complete: () => resolve(),
    });
  });
}

/** Lines that a record takes: quoted cells may hold line feeds. */
function linesOf(cells: readonly string[]): number {
  let lines = 1;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines += 1;
  }
  return lines;
}

function quoteFault(code: string, line: number): Unusable {
  return new Unusable(
    code === 'MissingQuotes'
      ? `Line ${line} opens a quote that is never closed.`
      : `Line ${line} has a quoted cell that goes on after its closing quote. Quotes within a quoted cell are written twice.`,
    line,
  );
}
