/**
 * A measured time to four digits, more than any clock here tells. A link carries it so, and whoever opens
 * the link is to see the figures of the stage, to the last digit.
 */
export function measuredMs(ms: number): number {
  return Number(ms.toPrecision(4));
}
