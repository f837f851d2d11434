/** Which encoding a file's bytes are in, or why they are no text. */
import { analyse } from 'chardet';
import { binaryFormat } from './binaryFormat.ts';
import { scanUtf8 } from './scanUtf8.ts';
import { Unusable } from './unusable.ts';

const newline = 0x0a;
/** Bytes to show chardet, around the first that is not UTF-8. */
const sampleSize = 64 * 1024;
/**
 * chardet's confidence from which an encoding other than Western European is believed. Other scripts
 * are hard to mistake for it; other Latin alphabets share most of its letters. (Vietnamese is not
 * among them: chardet sees it in every column of degrees Celsius.)
 */
const believed = [
  {
    among: /^(windows-125[1356]|windows-874|koi8|iso-8859-[5678]|shift|big5|euc|gb|iso-2022)/i,
    least: 25,
  },
  { among: /^(windows-125[047]|iso-8859-[29])/i, least: 60 },
] as const;
/** Bytes that Windows-1252 leaves undefined: no text of Western Europe has them. */
const undefinedInWestern = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/** Line of an offset, from 1. */
export function lineAt(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (
    let at = bytes.indexOf(newline);
    at >= 0 && at < offset;
    at = bytes.indexOf(newline, at + 1)
  ) {
    line += 1;
  }
  return line;
}

/**
 * @returns a label that TextDecoder knows
 * @throws Unusable for a binary file, a damaged one, or an encoding that cannot be told
 */
export function detectEncoding(bytes: Uint8Array): string {
  const format = binaryFormat(bytes);
  if (format) {
    throw new Unusable(`This is ${format}, not a table of text. Save or export it as CSV (UTF-8).`);
  }
  const byteOrder = markOf(bytes) ?? utf16WithoutMark(bytes);
  if (byteOrder) return byteOrder;
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const line = lineAt(bytes, zero);
    throw new Unusable(
      `Line ${line} holds a zero byte: this is a binary file, not a table of text. Export it as CSV (UTF-8).`,
      line,
    );
  }

  const scan = scanUtf8(bytes);
  if (scan.invalid === 0) return 'utf-8';
  if (scan.multibyte > 4 * scan.invalid) {
    const line = lineAt(bytes, scan.firstInvalid);
    throw new Unusable(
      `Line ${line} holds bytes that are not UTF-8, though the rest of the file is. Save the file as UTF-8 again.`,
      line,
    );
  }
  return legacyEncoding(bytes, scan.firstInvalid);
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Text in UTF-16 is mostly Latin digits and commas here: every other byte is zero. */
function utf16WithoutMark(bytes: Uint8Array): string | null {
  const pairs = Math.min(2048, bytes.length >> 1);
  let high = 0;
  let low = 0;
  for (let i = 0; i < pairs; i++) {
    if (bytes[2 * i] === 0) high += 1;
    if (bytes[2 * i + 1] === 0) low += 1;
  }
  if (low > 0.6 * pairs && high === 0) return 'utf-16le';
  if (high > 0.6 * pairs && low === 0) return 'utf-16be';
  return null;
}

function legacyEncoding(bytes: Uint8Array, firstInvalid: number): string {
  const from = bytes.lastIndexOf(newline, Math.max(0, firstInvalid - sampleSize / 2)) + 1;
  const matches = analyse(bytes.subarray(from, from + sampleSize));
  const confidence = (name: RegExp) => matches.find((match) => name.test(match.name))?.confidence;
  const western = confidence(/^(iso-8859-1|windows-1252)$/i) ?? 0;
  for (const { among, least } of believed) {
    const best = matches.find(({ name }) => among.test(name));
    if (best && best.confidence >= least && best.confidence > 2 * western) {
      return best.name.toLowerCase();
    }
  }
  for (const byte of undefinedInWestern) {
    const offset = bytes.indexOf(byte);
    if (offset < 0) continue;
    const line = lineAt(bytes, offset);
    throw new Unusable(
      `Line ${line} holds the byte ${byte.toString(16)}, which is text neither in UTF-8 nor in Windows-1252. Save the file as UTF-8.`,
      line,
    );
  }
  return 'windows-1252';
}
