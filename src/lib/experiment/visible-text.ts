/** Titles and names as people see them: nothing in them is hidden, and two that look the same are told apart. */

/**
 * What a page does not show, or obeys instead: controls, half characters, marks of width zero, marks that turn
 * the direction of text, letters that are blank. Joiners after a letter that is not ASCII (Persian, emoji) and
 * selectors of a letter's form are part of what is seen.
 */
export const HIDDEN =
  /(?!(?<=\P{ASCII})(?<![\s\p{C}])[\u200c\u200d]|(?<=[\p{Emoji}\P{ASCII}])(?<![\s\p{C}])\p{Variation_Selector})[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/gu;

const LINE_OR_TAB = /[\t-\r\u0085\u2028\u2029]/g;

/** The same text with � for what is hidden and a space for tabs and ends of lines; no longer than before. */
export function visibleText(text: string): string {
  return text.replace(LINE_OR_TAB, ' ').replace(HIDDEN, '�');
}

/** What somebody types or pastes, without what is hidden in it. */
export function withoutHidden(text: string): string {
  return text.replace(LINE_OR_TAB, ' ').replace(HIDDEN, '');
}

/**
 * Equal for texts that look the same: by Unicode's compatibility form NFKC (UAX #15), without what has no
 * width, with single spaces. Numbers such as ² and ½ keep their form, since people tell x² from x2.
 */
export function lookOf(text: string): string {
  return text
    .replace(/\P{No}+/gu, (part) => part.normalize('NFKC'))
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}
