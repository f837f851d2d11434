/**
 * Random streams keyed by what they are for, never by who draws them: the same study draws the same
 * numbers on any number of workers, in any stack and order.
 *
 * The generator is xoroshiro128+ (Blackman & Vigna 2018) from pure-rand; the key is spread over its
 * 128 bits of state by the finaliser of MurmurHash3 (Appleby), so that neighbouring keys are unrelated.
 */
import ln from '@stdlib/math-base-special-ln';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

export interface Stream {
  /** The next 32 bits, as a signed integer. */
  bits(): number;
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Uniform integer in 0 … below − 1; below ≤ 2³². */
  integer(below: number): number;
  /** Standard normal deviate (Marsaglia's polar method). */
  normal(): number;
}

function mix(hash: number): number {
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function absorb(hash: number, word: number): number {
  return mix(Math.imul(hash, 31) ^ mix((word + 0x9e3779b9) | 0));
}

/**
 * The generator's four words of state for a key, in pure-rand's order: for code that draws elsewhere.
 * @param seed the study's or split's seed, a safe integer
 * @param index the replicate (independent of the variant), or 0
 * @param purpose what the numbers are for, such as 'shuffle' or 'initial'
 */
export function streamState(seed: number, index: number, purpose: string): number[] {
  const high = Math.floor(seed / 0x100000000);
  return [1, 2, 3, 4].map((lane) => {
    let hash = absorb(lane, seed | 0);
    hash = absorb(hash, high | 0);
    hash = absorb(hash, index | 0);
    for (let i = 0; i < purpose.length; i++) hash = absorb(hash, purpose.charCodeAt(i));
    return hash | 0;
  });
}

/** The stream of a key; see `streamState` for its parts. */
export function stream(seed: number, index: number, purpose: string): Stream {
  const generator = xoroshiro128plusFromState(streamState(seed, index, purpose));
  let spare: number | null = null;

  const uniform = () => uniformFloat64(generator);
  return {
    bits: () => generator.next(),
    uniform,
    integer: (below) => Math.floor(uniform() * below),
    normal() {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value;
      }
      for (;;) {
        const a = 2 * uniform() - 1;
        const b = 2 * uniform() - 1;
        const square = a * a + b * b;
        if (square > 0 && square < 1) {
          const scale = Math.sqrt((-2 * ln(square)) / square);
          spare = b * scale;
          return a * scale;
        }
      }
    },
  };
}
