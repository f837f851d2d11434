/** What may be claimed about two variants: their difference with its interval, in words, and nothing without one. */
import { pairedDifference, type Difference } from '#lib/experiment/difference.ts';
import { differenceDigits, scoreDigits } from '#lib/experiment/score-digits.ts';
import type { Digits } from '#lib/format/digits.ts';
import { claim, sizeInWords } from './claim.ts';
import type { ShownReplicate, ShownVariant } from './shown-variant.ts';
import { summariseVariant } from './variant-summary.ts';

export interface VariantDifference {
  /** The variant compared, by its place in the study; the other is the first. */
  readonly index: number;
  readonly name: string;
  readonly first: string;
  /** null without a replicate that both have finished. */
  readonly difference: Difference | null;
  /** Of the difference and its interval. */
  readonly digits: Digits;
  /** All replicates of both are in. An interval looked at again and again while they come excludes 0 too often. */
  readonly complete: boolean;
}

function byReplicate(done: readonly ShownReplicate[]): (number | null)[] {
  const scores: (number | null)[] = [];
  for (const { replicate, testCrps } of done) scores[replicate] = testCrps;
  return scores;
}

/**
 * Each variant less the first, paired by replicate.
 * @param replicates of each variant, once the study is through
 */
export function differencesToFirst(
  variants: readonly ShownVariant[],
  replicates: number,
): VariantDifference[] {
  const [first, ...others] = variants;
  if (!first) return [];
  const isIn = ({ done, failed }: ShownVariant) => done.length + failed.length >= replicates;
  const reference = byReplicate(first.done);
  const scores = scoreDigits(variants.map((variant) => summariseVariant(variant).score));
  return others.map((variant, i) => {
    const difference = pairedDifference(reference, byReplicate(variant.done));
    return {
      index: i + 1,
      name: variant.name,
      first: first.name,
      difference,
      digits: differenceDigits(difference, scores),
      complete: isIn(first) && isIn(variant),
    };
  });
}

/** `−0.31 min, 95 % interval −0.38 to −0.24, paired by replicate, n = 32` */
export function differenceInWords(difference: Difference, digits: Digits, unit: string): string {
  if (!difference.interval) return `one pair of replicates so far; an interval needs two`;
  return `${sizeInWords(difference, digits, unit)}, paired by replicate, n = ${difference.n}`;
}

/** What the interval allows to be said. */
export function verdict({ name, first, difference, complete }: VariantDifference): string {
  return claim(difference, [name, first], complete);
}
