const markers = new Set(['', 'na', 'n/a', '#n/a', 'nan', 'null', '-', '?', '.']);

/** Whether a trimmed cell says that there is no value: empty, NA, N/A, NaN, null, -, ? or a lone point. */
export function isMissing(cell: string): boolean {
  return cell.length < 5 && markers.has(cell.toLowerCase());
}
