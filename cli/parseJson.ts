import { parse as findErrors, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { BadInput } from './BadInput.ts';

/** Line and column, both counted from 1. */
function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: before[before.length - 1].length + 1 };
}

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

/**
 * Strict JSON, or a fault with its place.
 * @param name what the text is called in the message
 * @throws BadInput with the line and column of the first fault
 */
export function parseJson(text: string, name: string): unknown {
  const body = text.replace(/^\uFEFF/, '');
  if (body.trim() === '') throw new BadInput(`${name} is empty; expected a study in JSON.`);
  try {
    return JSON.parse(body);
  } catch {
    const errors: ParseError[] = [];
    findErrors(body, errors, { disallowComments: true, allowTrailingComma: false });
    const first = errors[0];
    if (!first) throw new BadInput(`${name} is not JSON.`);
    const { line, column } = position(body, first.offset);
    throw new BadInput(
      `${name} is not JSON: line ${line}, column ${column}: ${complaint(body, first)}.`,
    );
  }
}
