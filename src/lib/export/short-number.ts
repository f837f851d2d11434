/** The number in no more digits than a 32-bit float holds: reads back as the same float. */
export function shortNumber(value: number): number {
  return Number(value.toPrecision(9));
}
