/** The download has its own hold on the data by then at the latest. */
const REVOKE_AFTER_MS = 60_000;

/** Hands a file to the browser's downloads; it needs no network. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
}
