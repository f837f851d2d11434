/**
 * What stands after the # in whatever was pasted: a whole address, in the middle of other words or alone,
 * or the part after the # itself. Null where there is none.
 */
export function hashOf(pasted: string): string | null {
  const found =
    /#(\d{1,6}(?::|%3A)\S*)/i.exec(pasted) ?? /^\s*(\d{1,6}(?::|%3A)\S*)\s*$/i.exec(pasted);
  return found?.[1] === undefined ? null : `#${found[1]}`;
}
