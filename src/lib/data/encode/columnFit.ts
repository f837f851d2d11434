/** What a column's training rows say about how to encode it, and the encoder that follows. */
import type { ColumnRule } from './columnRule.ts';

export interface Encoder {
  /** Names for people, one an input. */
  readonly features: readonly string[];
  /** Writes a row's inputs at `out[at]` and after; `out` is zero there. */
  write(row: number, out: Float32Array, at: number): void;
  /** What was pooled or left out, if anything. */
  readonly notice: string | null;
  /** The same as plain data. */
  readonly rule: ColumnRule;
}

export interface ColumnFit {
  readonly name: string;
  /** Levels or words that could have an input each; 0 for numbers. */
  readonly candidates: number;
  /** The encoder with at most `cap` inputs for candidates (a pool and a missing flag may come on top). */
  encoder(cap: number): Encoder;
}

/** A column without information: why, in a sentence for people. */
export interface NoFit {
  readonly name: string;
  readonly leftOut: string;
}
