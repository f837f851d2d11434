/**
 * The largest power of two that is at most |x|; for zero and subnormal numbers, the smallest normal number.
 * Dividing by it, and multiplying again, rounds nothing: what is computed in such a unit has the same bits,
 * and neither its squares nor its sums leave the range of doubles. @param x finite
 */
export function powerOfTwo(x: number): number {
  view.setFloat64(0, x);
  const exponent = (view.getUint32(0) >>> 20) & 0x7ff;
  view.setUint32(0, Math.max(1, exponent) << 20);
  view.setUint32(4, 0);
  return view.getFloat64(0);
}

const view = new DataView(new ArrayBuffer(8));

/** `powerOfTwo` of the largest of |values|. */
export function sizeOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
  return powerOfTwo(largest);
}
