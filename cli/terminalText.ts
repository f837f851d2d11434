/** What a terminal would obey: controls, ends of lines and paragraphs, and marks that turn the direction of text. */
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function shown(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  // Unicode has a picture of each control of ASCII, such as ␛.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '␡' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Text that a terminal shows and does not obey, on one line. */
export function terminalText(text: string): string {
  return text.replace(OBEYED, shown);
}
