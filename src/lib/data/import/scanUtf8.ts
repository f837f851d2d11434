/** Counts what is and what is not UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF). */
export interface Utf8Scan {
  /** Characters of two bytes or more. */
  readonly multibyte: number;
  readonly invalid: number;
  /** Offset of the first invalid byte, or −1. */
  readonly firstInvalid: number;
}

/** Length of the character that begins at `at`, or 0 where none does. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  const second = bytes[at + 1];
  const follows = (offset: number) => (bytes[at + offset] & 0xc0) === 0x80;
  if (lead >= 0xc2 && lead <= 0xdf) return follows(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    if (lead === 0xe0 && second < 0xa0) return 0;
    if (lead === 0xed && second > 0x9f) return 0;
    return follows(1) && follows(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    if (lead === 0xf0 && second < 0x90) return 0;
    if (lead === 0xf4 && second > 0x8f) return 0;
    return follows(1) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

export function scanUtf8(bytes: Uint8Array): Utf8Scan {
  let multibyte = 0;
  let invalid = 0;
  let firstInvalid = -1;
  for (let at = 0; at < bytes.length;) {
    if (bytes[at] < 0x80) {
      at += 1;
      continue;
    }
    const length = lengthAt(bytes, at);
    if (length > 0) multibyte += 1;
    else {
      invalid += 1;
      if (firstInvalid < 0) firstInvalid = at;
    }
    at += length || 1;
  }
  return { multibyte, invalid, firstInvalid };
}
