/** Bytes to text with line feeds only, refusing what is no text. */
import { countWords } from '#lib/format/counted.ts';
import { Unusable } from './unusable.ts';
import { maxLineLength } from './importLimits.ts';

const chunk = 4 * 2 ** 20;
// Tabs, line breaks and the escape of some terminals' exports aside, text has no control characters.
const control = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/;

function lineOf(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
}

/**
 * @param encoding a label that TextDecoder knows
 * @param pause called between chunks with the share done; may reject to cancel
 * @throws Unusable where bytes cannot be decoded, or the text holds control characters or an endless line
 */
export async function decodeText(
  bytes: Uint8Array,
  encoding: string,
  pause: (share: number) => Promise<void>,
): Promise<string> {
  const decoder = decoderOf(encoding);
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    pieces.push(decoder.decode(bytes.subarray(at, at + chunk), { stream: true }));
    await pause(Math.min(1, (at + chunk) / bytes.length));
  }
  pieces.push(decoder.decode());
  let text = pieces.join('');
  if (text.includes('\r')) text = text.replace(/\r\n?/g, '\n');
  refuseControls(text, encoding);
  refuseEndlessLines(text);
  return text;
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding);
  } catch {
    throw new Unusable(
      `The file seems to be in ${encoding}, which cannot be read here. Save it as UTF-8.`,
    );
  }
}

function refuseControls(text: string, encoding: string): void {
  const found = control.exec(text);
  if (!found) return;
  const line = lineOf(text, found.index);
  throw new Unusable(
    found[0] === '\ufffd'
      ? `Line ${line} holds bytes that are not ${encoding.toUpperCase()}. Save the file as UTF-8.`
      : `Line ${line} holds a control character (code ${found[0].charCodeAt(0)}): this looks like a binary file, not a table of text.`,
    line,
  );
}

function refuseEndlessLines(text: string): void {
  let line = 1;
  for (let from = 0; from < text.length; line++) {
    const next = text.indexOf('\n', from);
    const end = next < 0 ? text.length : next;
    if (end - from > maxLineLength) {
      const length = countWords(end - from);
      throw new Unusable(
        `Line ${line} is ${length} characters long; the most is ${countWords(maxLineLength)}. A table has a line for each row.`,
        line,
      );
    }
    from = end + 1;
  }
}
