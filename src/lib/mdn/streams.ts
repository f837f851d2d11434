/** Between one row of 3K outputs and the heads of separate nets, K each: weights, mus, sigmas. */

/** Heads [rows × K each] as one [rows × 3K]; a shared head as it is. */
export function joinHeads(heads: readonly Float32Array[], rows: number): Float32Array {
  if (heads.length === 1) return heads[0];
  const share = heads[0].length / rows;
  const raw = new Float32Array(rows * share * heads.length);
  heads.forEach((head, n) => {
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < share; k++) {
        raw[(row * heads.length + n) * share + k] = head[row * share + k];
      }
    }
  });
  return raw;
}

/** The n-th head's [rows × K] out of [rows × 3K]; all of it where there is one head. */
export function headOf(raw: Float32Array, n: number, heads: number, rows: number): Float32Array {
  if (heads === 1) return raw;
  const share = raw.length / rows / heads;
  const head = new Float32Array(rows * share);
  for (let row = 0; row < rows; row++) {
    for (let k = 0; k < share; k++) head[row * share + k] = raw[(row * heads + n) * share + k];
  }
  return head;
}
