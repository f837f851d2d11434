/**
 * Inverted dropout (Srivastava et al. 2014): a hidden unit's output is 0 with probability p, else
 * divided by 1 − p, and nothing is dropped when predicting.
 *
 * One replicate's masks come from stream(seed, replicate, 'dropout'), which runs through the whole
 * training: step by step, net by net, hidden layer by hidden layer, one mask [rows × units] row-major,
 * rows those of a full batch even where the last is partial. Each draw of 32 bits decides two units, the
 * low half first; a unit is dropped where its 16 bits are below round(65,536·p). A mask of an odd number
 * of units leaves its last half unused.
 */
import { stream } from '#lib/random/stream.ts';

/** Fills `mask` with 0 and 1/(1 − p). */
export type FillMask = (mask: Float32Array) => void;

export function dropoutMasks(dropout: number, seed: number, replicate: number): FillMask {
  const random = stream(seed, replicate, 'dropout');
  const threshold = Math.round(65536 * dropout);
  const kept = 1 / (1 - dropout);
  return (mask) => {
    const count = mask.length;
    for (let i = 0; i < count; i += 2) {
      const bits = random.bits();
      mask[i] = (bits & 0xffff) < threshold ? 0 : kept;
      if (i + 1 < count) mask[i + 1] = bits >>> 16 < threshold ? 0 : kept;
    }
  };
}
