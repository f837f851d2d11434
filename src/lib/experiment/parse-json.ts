import { parse as findErrors, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { lineAndColumn } from './line-and-column.ts';

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  /** Completes a sentence that begins with the file's name: `is not JSON: line 3, column 1: …`. */
  | { readonly ok: false; readonly fault: string };

function complaint(text: string, error: ParseError): string {
  if (error.offset >= text.trimEnd().length) return 'the text ends too early';
  const code = printParseErrorCode(error.error);
  const found = JSON.stringify(text.slice(error.offset, error.offset + Math.min(error.length, 20)));
  switch (code) {
    case 'PropertyNameExpected':
      return `expected a name in double quotes, got ${found}`;
    case 'ValueExpected':
      return `expected a value, got ${found}`;
    case 'ColonExpected':
      return `expected a colon, got ${found}`;
    case 'CommaExpected':
      return `expected a comma, got ${found}`;
    case 'CloseBraceExpected':
      return `expected }, got ${found}`;
    case 'CloseBracketExpected':
      return `expected ], got ${found}`;
    case 'EndOfFileExpected':
      return `expected nothing more, got ${found}`;
    case 'InvalidCommentToken':
      return 'JSON has no comments';
    case 'UnexpectedEndOfString':
      return 'a text is not closed by a double quote';
    default:
      return `${found} is not JSON`;
  }
}

/** A byte order mark is no part of the text. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** Far more than a study or result has; what walks the value may be recursive. */
const DEEPEST = 100;

/** @returns where lists and objects are nested deeper than they may be, or null */
function tooDeepAt(text: string): number | null {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (inText) {
      if (letter === '\\') i++;
      else if (letter === '"') inText = false;
    } else if (letter === '"') inText = true;
    else if (letter === '[' || letter === '{') {
      if (++depth > DEEPEST) return i;
    } else if (letter === ']' || letter === '}') depth--;
  }
  return null;
}

/** Strict JSON, or the first fault with its line and column. Never throws. */
export function parseJson(text: string): ParsedJson {
  const body = withoutMark(text);
  if (body.trim() === '') return { ok: false, fault: 'is empty; expected a study in JSON.' };
  const deep = tooDeepAt(body);
  if (deep !== null) {
    const { line, column } = lineAndColumn(body, deep);
    const place = `line ${line}, column ${column}`;
    return { ok: false, fault: `is nested deeper than ${DEEPEST} levels: ${place}.` };
  }
  try {
    return { ok: true, value: JSON.parse(body) };
  } catch {
    const errors: ParseError[] = [];
    findErrors(body, errors, { disallowComments: true, allowTrailingComma: false });
    const first = errors[0];
    if (!first) return { ok: false, fault: 'is not JSON.' };
    const { line, column } = lineAndColumn(body, first.offset);
    const place = `line ${line}, column ${column}`;
    return { ok: false, fault: `is not JSON: ${place}: ${complaint(body, first)}.` };
  }
}
