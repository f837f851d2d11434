/** Files that come by drop or paste, from whatever a browser hands over. */

/** Whether something dragged over the page holds a file. */
export function holdsFiles(transfer: DataTransfer | null): boolean {
  return transfer !== null && [...transfer.types].includes('Files');
}

/** The one file dropped or pasted, or a sentence about why there is none to use; null where it is no file at all. */
export function fileFrom(transfer: DataTransfer | null): File | string | null {
  const files = [...(transfer?.files ?? [])];
  const [first] = files;
  if (!first) {
    return holdsFiles(transfer) ? 'You dropped a folder. Drop one file instead.' : null;
  }
  if (files.length > 1) return `You dropped ${files.length} files. Drop one at a time.`;
  return first;
}

/** Pasted text as a file, where it looks like a table: at least two lines, and columns in the first. */
export function tableFromText(text: string): File | null {
  const [first = '', second] = text.trim().split(/\r?\n/, 2);
  if (second === undefined || !/[,;\t|]/.test(first)) return null;
  return new File([text], 'pasted.csv', { type: 'text/csv' });
}

/** Pasted text as a file, where it looks like a study or a result. */
export function jsonFromText(text: string): File | null {
  if (!text.trimStart().startsWith('{')) return null;
  return new File([text], 'pasted.json', { type: 'application/json' });
}

/** Whether a file is a study or a result by its name; everything else is taken for data. */
export function isJsonFile({ name, type }: File): boolean {
  return /\.json$/i.test(name) || type === 'application/json';
}
