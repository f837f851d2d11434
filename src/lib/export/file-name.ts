/** Bytes of a title in a name: file systems stop at 255, and the kind and a browser’s “ (1)” follow. */
const LONGEST_TITLE_BYTES = 120;

function fitting(words: string): string {
  const encoder = new TextEncoder();
  let bytes = 0;
  let kept = '';
  for (const letter of words) {
    bytes += encoder.encode(letter).length;
    if (bytes > LONGEST_TITLE_BYTES) return kept.replace(/-+$/, '');
    kept += letter;
  }
  return kept;
}

/** The text's letters and digits of any script, lower case, joined by hyphens; safe in a name on any system. */
export function nameWords(text: string, otherwise: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  return fitting(words?.join('-') ?? '') || otherwise;
}

/**
 * A file's name: the title's words and then what the file holds, so that no name is one that Windows
 * reserves.
 * @param kind such as `replicates`
 * @param extension without its dot
 */
export function fileName(title: string, kind: string, extension: string): string {
  return `${nameWords(title, 'study')}-${kind}.${extension}`;
}
