/** Tables that come by drop or paste, from whatever a browser hands over. */

/** Whether something dragged over the page holds a file. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer !== null && [...transfer.types].includes('Files');
}

/** The one file dropped or pasted, or a sentence about why there is none to use; null where it is no file at all. */
export function fileFrom(transfer: DataTransfer | null): File | string | null {
  const files = [...(transfer?.files ?? [])];
  const [first] = files;
  if (!first) {
    return holdsFiles(transfer) ? 'That is a folder; drop one CSV file instead.' : null;
  }
  if (files.length > 1) return `That are ${files.length} files; drop one CSV file at a time.`;
  return first;
}

/** Pasted text as a file, where it looks like a table: at least two lines, and columns in the first. */
export function tableFromText(text: string): File | null {
  const [first = '', second] = text.trim().split(/\r?\n/, 2);
  if (second === undefined || !/[,;\t|]/.test(first)) return null;
  return new File([text], 'pasted.csv', { type: 'text/csv' });
}
