/** The difference between two entries, paired where that is right, and why it is which. */
import { pairedDifference, welchDifference, type Difference } from '#lib/experiment/difference.ts';
import type { Digits } from '#lib/format/digits.ts';
import type { RunSummary } from '#lib/history/kept-run.ts';
import { claim, sizeInWords } from '#lib/results/claim.ts';
import type { Entry } from './comparison.ts';

export interface EntryDifference {
  readonly entry: Entry;
  readonly method: 'paired' | 'welch';
  /** Why this method, in a sentence. */
  readonly why: string;
  /** Entry less reference; null where one of them has no score. */
  readonly difference: Difference | null;
}

function byReplicate({ plotted }: Entry): (number | null)[] {
  const scores: (number | null)[] = [];
  for (const { replicate, score } of plotted.scores) scores[replicate] = score;
  return scores;
}

const scoresOf = ({ plotted }: Entry) => plotted.scores.map(({ score }) => score);

/** Replicates of two runs begin alike where the random streams and the rows that they train on are the same. */
function unpaired(a: RunSummary, b: RunSummary): string | null {
  if (a.id === b.id) return null;
  const [one, two] = [a.study, b.study];
  if (one.seed !== two.seed) {
    return `seeds ${one.seed} and ${two.seed} differ, so their replicates have nothing in common`;
  }
  if (one.data.split.validation !== two.data.split.validation)
    return 'their validation shares differ, so their replicates trained on different rows';
  return null;
}

/** @param reference and entry: scored on the same test rows (score-scale.ts) */
export function entryDifference(reference: Entry, entry: Entry): EntryDifference {
  const apart = unpaired(reference.of, entry.of);
  if (apart === null) {
    const difference = pairedDifference(byReplicate(reference), byReplicate(entry));
    const one = reference.run === entry.run;
    const common = one ? 'They are variants of one run' : 'Both runs have the same seed and split';
    if (difference) {
      const why = `${common}, so replicate k of each saw the same shuffles.`;
      return { entry, method: 'paired', why, difference };
    }
  }
  const difference = welchDifference(scoresOf(reference), scoresOf(entry));
  const reason = apart ?? 'no replicate has finished in both';
  return { entry, method: 'welch', why: `Not paired: ${reason}.`, difference };
}

/**
 * `−0.31 min, 95 % interval −0.38 to −0.24, paired by replicate, 32 pairs`
 * @param digits of the difference (score-digits.ts)
 */
export function entryDifferenceInWords(
  { difference, method, entry }: EntryDifference,
  reference: Entry,
  digits: Digits,
  unit: string,
): string {
  if (!difference) return 'no scores to compare yet';
  const counts = `${scoresOf(reference).length} and ${scoresOf(entry).length} replicates`;
  const { n, interval } = difference;
  const how =
    method === 'paired'
      ? `paired by replicate, ${n === 1 ? '1 pair' : `${n} pairs`}`
      : `Welch, ${counts}`;
  const size = `${sizeInWords(difference, digits, unit)}, ${how}`;
  return interval ? size : `${size}; an interval needs two of each`;
}

/** All of its replicates are in, finished or failed. */
function isIn({ plotted: { scores, failed = 0 }, of }: Entry): boolean {
  return scores.length + failed >= of.study.replicates;
}

/** What the interval allows to be said. */
export function entryVerdict({ difference, entry }: EntryDifference, reference: Entry): string {
  return claim(difference, [entry.label, reference.label], isIn(entry) && isIn(reference));
}
