/** Hands out the kernels' memory from the bottom up; one job at a time owns all of it. */
import { bytesInWords } from '#lib/format/bytes-in-words.ts';
import type { Kernels } from './kernels.ts';

/** A cache line. */
const ALIGNMENT = 64;
const PAGE_BYTES = 65536;
/** WebAssembly addresses 4 GiB; the last page stays unused. */
const LARGEST_BYTES = 65535 * PAGE_BYTES;

export class Arena {
  readonly #memory: WebAssembly.Memory;
  readonly #first: number;
  #next: number;
  #kept: { readonly key: object; readonly value: unknown; readonly end: number } | null = null;

  constructor({ memory, firstFree }: Pick<Kernels, 'memory' | 'firstFree'>) {
    this.#memory = memory;
    this.#first = firstFree();
    this.#next = this.#first;
  }

  /** Gives everything back. */
  clear(): void {
    this.#kept = null;
    this.#next = this.#first;
  }

  /**
   * Gives back everything but what was placed for the same key the last time, which is not placed again:
   * stack after stack trains on the same rows.
   * @param place allocates; it alone is run on a key
   * @returns what `place` gave
   */
  restart<T>(key: object, place: () => T): T {
    if (this.#kept?.key !== key) {
      this.clear();
      const value = place();
      this.#kept = { key, value, end: this.#next };
      return value;
    }
    this.#next = this.#kept.end;
    return this.#kept.value as T;
  }

  /**
   * Zeroed memory. Views made before are void afterwards: memory may have grown.
   * @returns its address
   * @throws RangeError where the job needs more than there is
   */
  allocate(bytes: number): number {
    const at = this.#next;
    const end = at + Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
    this.#grow(end);
    new Uint8Array(this.#memory.buffer, at, end - at).fill(0);
    this.#next = end;
    return at;
  }

  floats(at: number, count: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#memory.buffer as ArrayBuffer, at, count);
  }

  integers(at: number, count: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#memory.buffer as ArrayBuffer, at, count);
  }

  /** Memory that holds these numbers, in 32 bits. */
  place(values: ArrayLike<number>): number {
    const at = this.allocate(4 * values.length);
    this.floats(at, values.length).set(values);
    return at;
  }

  placeIntegers(values: ArrayLike<number>): number {
    const at = this.allocate(4 * values.length);
    this.integers(at, values.length).set(values);
    return at;
  }

  #grow(end: number): void {
    const have = this.#memory.buffer.byteLength;
    if (end <= have) return;
    try {
      if (end > LARGEST_BYTES) throw new RangeError();
      this.#memory.grow(Math.ceil((end - have) / PAGE_BYTES));
    } catch {
      const size = bytesInWords(end - this.#first);
      throw new RangeError(
        `The stack needs more than ${size}, which this browser or machine does not give. ` +
          'Train fewer replicates at a time, smaller layers or smaller batches.',
      );
    }
  }
}
