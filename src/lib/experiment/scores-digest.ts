import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ReplicateResult } from './result.ts';

/** In the study's order, whatever the order in which they came. */
export function inOrder(results: readonly ReplicateResult[]): ReplicateResult[] {
  return [...results].sort((a, b) => a.variant - b.variant || a.replicate - b.replicate);
}

/**
 * A fingerprint of a run's scores, to the last bit: equal for two runs that agree on every replicate's
 * validation and test CRPS and on which replicates failed. Engines that differ in the last digits have
 * different ones.
 * @returns `sha256-` and 64 hexadecimal digits, over 24 little-endian bytes a replicate: variant and
 * replicate as unsigned 32-bit integers, the two scores as 64-bit floats, −1 where it failed
 */
export function scoresDigest(results: readonly ReplicateResult[]): string {
  const bytes = new DataView(new ArrayBuffer(24 * results.length));
  inOrder(results).forEach((result, index) => {
    const at = 24 * index;
    const done = result.status === 'done';
    bytes.setUint32(at, result.variant, true);
    bytes.setUint32(at + 4, result.replicate, true);
    bytes.setFloat64(at + 8, done ? result.validationCrps : -1, true);
    bytes.setFloat64(at + 16, done ? result.testCrps : -1, true);
  });
  return `sha256-${bytesToHex(sha256(new Uint8Array(bytes.buffer)))}`;
}
