/** A size as people say it: `3.2 MB`; thousands, as disks count. */
export function bytesInWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(
    units.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)),
  );
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 99.5 ? value.toFixed(0) : value.toPrecision(2);
  return `${Number(digits)} ${units[power]}`;
}
