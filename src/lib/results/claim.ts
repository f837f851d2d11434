/** What a difference allows to be said, wherever two are compared: its size, and who scores lower. */
import type { Digits } from '#lib/format/digits.ts';
import { signedWords, withUnit } from '#lib/format/number-words.ts';
import type { Difference } from '#lib/experiment/difference.ts';

/**
 * `−0.31 min, 95 % interval −0.38 to −0.24`, or the mean alone where there is no interval.
 * @param digits of the difference (score-digits.ts)
 */
export function sizeInWords({ mean, interval }: Difference, digits: Digits, unit: string): string {
  const signed = (value: number) => signedWords(value, digits);
  const size = withUnit(signed(mean), unit);
  if (!interval) return size;
  return `${size}, 95 % interval ${signed(interval.lower)} to ${signed(interval.upper)}`;
}

/**
 * @param names of what is compared, and of what it is compared with
 * @param complete whether all replicates of both are in: an interval looked at again and again while they
 *   come excludes 0 too often
 */
export function claim(
  difference: Difference | null,
  [name, reference]: readonly [string, string],
  complete: boolean,
): string {
  const interval = difference?.interval;
  if (!interval) return 'Nothing can be said yet.';
  const { lower, upper } = interval;
  if (lower === 0 && upper === 0)
    return complete ? 'Their scores are the same.' : 'So far their scores are the same.';
  if (lower <= 0 && upper >= 0) {
    return complete
      ? 'The interval includes 0: no difference can be claimed.'
      : 'So far the interval includes 0.';
  }
  const better = upper < 0 ? name : reference;
  return complete
    ? `${better} scores lower, which is better.`
    : `So far ${better} scores lower. A claim needs all replicates.`;
}
