/**
 * The number in nine digits of `scale`, which is as fine as the network's 32 bits are: far from zero for its
 * spread a number needs more of them. @param scale what the number is to be told apart from; by default itself
 */
export function shortNumber(value: number, scale: number = Math.abs(value)): number {
  const more = Math.ceil(Math.log10(Math.abs(value) / scale));
  return Number(value.toPrecision(9 + Math.min(8, Math.max(0, more || 0))));
}
