/**
 * Whole numbers as text, small ones in one character: base64 VLQ, as source maps have it. Five bits a
 * character, the lowest first, the sixth says that more follow; the lowest bit of all is the sign. A
 * hyphen stands for a number that is none (NaN).
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const DIGITS = new Map([...ALPHABET].map((character, digit) => [character, digit]));
const NONE = '-';

/** @param values safe integers up to 2^52 in size; null where there is none */
export function writeIntegers(values: readonly (number | null)[]): string {
  let text = '';
  for (const value of values) {
    if (value === null) {
      text += NONE;
      continue;
    }
    let rest = 2 * Math.abs(value) + (value < 0 ? 1 : 0);
    do {
      const digit = rest % 32;
      rest = Math.floor(rest / 32);
      text += ALPHABET[digit + (rest > 0 ? 32 : 0)];
    } while (rest > 0);
  }
  return text;
}

/** @returns null for text that `writeIntegers` does not write: another character, an end in the middle, a number too large */
export function readIntegers(text: string): (number | null)[] | null {
  const values: (number | null)[] = [];
  let value = 0;
  let place = 1;
  for (const character of text) {
    if (character === NONE && place === 1) {
      values.push(null);
      continue;
    }
    const digit = DIGITS.get(character);
    if (digit === undefined) return null;
    value += (digit % 32) * place;
    if (!Number.isSafeInteger(value)) return null;
    if (digit >= 32) {
      place *= 32;
      continue;
    }
    const size = Math.floor(value / 2);
    values.push(value % 2 === 1 && size > 0 ? -size : size);
    value = 0;
    place = 1;
  }
  return place === 1 ? values : null;
}
