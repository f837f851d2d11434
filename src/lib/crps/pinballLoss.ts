/**
 * Pinball (quantile) loss of the quantile forecast q of that level at y: level·(y − q) above q,
 * (1 − level)·(q − y) below. The CRPS is twice its integral over all levels (Laio & Tamea 2007).
 */
export function pinballLoss(y: number, q: number, level: number): number {
  return y >= q ? level * (y - q) : (1 - level) * (q - y);
}
