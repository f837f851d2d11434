/** Reads a CSV or TSV file: bytes in, a table out, or the line and reason why not. Nothing leaves the machine. */
import { bytesInWords } from '#lib/format/bytes-in-words.ts';
import { countWords } from '#lib/format/counted.ts';
import { digestOf } from '../digest.ts';
import type { Table } from '../table.ts';
import type { Kinds } from '../withKinds.ts';
import { buildingTable } from './buildTable.ts';
import { decodeText } from './decodeText.ts';
import { detectDelimiter } from './detectDelimiter.ts';
import { detectEncoding } from './detectEncoding.ts';
import { maxBytes } from './importLimits.ts';
import { parseRecords } from './parseRecords.ts';
import type { RawTable } from './rawTable.ts';
import type { ColumnReading } from './readColumn.ts';
import { RecordCollector } from './recordCollector.ts';
import { Unusable } from './unusable.ts';

export interface ImportOptions {
  /** One character; found out unless given. */
  readonly delimiter?: string;
  /** A label of the Encoding standard, such as windows-1252; found out unless given. */
  readonly encoding?: string;
  /** Whether the first line names the columns; found out unless given. */
  readonly header?: boolean;
  /** Kinds by column name; the others are inferred. */
  readonly kinds?: Kinds;
  /** Ends the import: its promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export type ImportOutcome =
  | {
      readonly status: 'ok';
      readonly table: Table;
      /** Keep it to build the table again with other kinds (buildTable). */
      readonly raw: RawTable;
      readonly readings: readonly ColumnReading[];
      readonly encoding: string;
      readonly delimiter: string;
      readonly header: boolean;
      /** `sha256-` and 64 hexadecimal digits of the file's bytes. */
      readonly digest: string;
      /** What a person should know, in sentences. */
      readonly notices: readonly string[];
    }
  | {
      readonly status: 'refused';
      /** A sentence for people: what is wrong, where, and what to do. */
      readonly message: string;
      /** Line of the file, from 1, and cell of the line, from 1, where one is to blame. */
      readonly line: number | null;
      readonly column: number | null;
    };

/** Work goes on this long before other tasks get a turn, give or take one chunk. */
const longestTaskMs = 20;

/**
 * @param name the file's, for messages
 * @param onProgress share done, 0 to 1, never falling
 * @returns an outcome for every input; rejects only when `signal` aborts
 */
export async function importTable(
  bytes: Uint8Array,
  name: string,
  options: ImportOptions = {},
  onProgress: (share: number) => void = () => {},
): Promise<ImportOutcome> {
  let yielded = performance.now();
  /** Reports a stage's share and, now and then, lets other tasks run, such as the one that aborts. */
  const stage = (from: number, to: number) => async (share: number) => {
    onProgress(from + (to - from) * share);
    if (performance.now() - yielded > longestTaskMs) {
      await new Promise((resolve) => setTimeout(resolve));
      yielded = performance.now();
    }
    options.signal?.throwIfAborted();
  };

  try {
    options.signal?.throwIfAborted();
    refuseSize(bytes);
    const digest = await digestOf(bytes, stage(0, 0.1));
    const encoding = options.encoding ?? detectEncoding(bytes);
    const decoded = await decodeText(bytes, encoding, stage(0.1, 0.2));
    const { text, firstLine, declared } = withoutDeclaration(decoded);
    const delimiter = options.delimiter ?? declared ?? detectDelimiter(text) ?? ',';

    const collector = new RecordCollector(options.header ?? null);
    const take = collector.take.bind(collector);
    await parseRecords(text, delimiter, firstLine, take, stage(0.2, 0.7));
    const { raw, header, notices } = collector.finish(name, delimiter);

    const pause = stage(0.7, 1);
    const building = buildingTable(raw, options.kinds ?? {});
    let step = building.next();
    while (!step.done) {
      await pause(step.value);
      step = building.next();
    }
    const built = step.value;
    onProgress(1);
    return {
      status: 'ok',
      table: built.table,
      raw,
      readings: built.readings,
      encoding,
      delimiter,
      header,
      digest,
      notices: [...encodingNotice(encoding), ...notices, ...built.notices],
    };
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return { status: 'refused', message: error.message, line: error.line, column: error.column };
  }
}

function refuseSize(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Unusable('The file is empty.');
  if (bytes.length > maxBytes) {
    throw new Unusable(
      `The file has ${countWords(bytes.length)} bytes; the most is ${bytesInWords(maxBytes)}. Keep a random sample of the rows, or the columns that matter.`,
    );
  }
}

/** Spreadsheets may write `sep=;` in a line of its own before the header. */
function withoutDeclaration(text: string): {
  text: string;
  firstLine: number;
  declared: string | null;
} {
  const found = /^sep=([^\n])\n/i.exec(text);
  if (!found) return { text, firstLine: 1, declared: null };
  return { text: text.slice(found[0].length), firstLine: 2, declared: found[1] };
}

function encodingNotice(encoding: string): readonly string[] {
  if (encoding.startsWith('utf')) return [];
  return [
    `The file is not in UTF-8 and is read as ${encoding}: check that letters such as ü look right.`,
  ];
}
