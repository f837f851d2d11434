/** The difference between two entries, paired where that is right, and why it is which. */
import { pairedDifference, welchDifference, type Difference } from '#lib/experiment/difference.ts';
import type { RunSummary } from '#lib/history/kept-run.ts';
import { decimalsFor, numberWords, withUnit } from '#lib/components/charts/number-words.ts';
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

/** `−0.31 min, 95 % interval −0.38 to −0.24, paired by replicate, 32 pairs` */
export function entryDifferenceInWords(
  { difference, method, entry }: EntryDifference,
  reference: Entry,
  unit: string,
): string {
  if (!difference) return 'no scores to compare yet';
  const { n, mean, interval } = difference;
  const counts = `${scoresOf(reference).length} and ${scoresOf(entry).length} replicates`;
  const how =
    method === 'paired'
      ? `paired by replicate, ${n === 1 ? '1 pair' : `${n} pairs`}`
      : `Welch, ${counts}`;
  const span = interval ? interval.upper - interval.lower : 0;
  const decimals = Math.max(2, Math.min(4, decimalsFor(Math.max(span, Math.abs(mean) / 10)) - 1));
  const signed = (value: number) => (value > 0 ? '+' : '') + numberWords(value, decimals);
  const size = withUnit(signed(mean), unit);
  if (!interval) return `${size}, ${how}; an interval needs two of each`;
  return `${size}, 95 % interval ${signed(interval.lower)} to ${signed(interval.upper)}, ${how}`;
}

/** What the interval allows to be said. */
export function entryVerdict({ difference, entry }: EntryDifference, reference: Entry): string {
  const interval = difference?.interval;
  if (!interval) return 'Nothing can be said yet.';
  if (interval.lower === 0 && interval.upper === 0) return 'Their scores are the same.';
  if (interval.lower <= 0 && interval.upper >= 0)
    return 'The interval includes 0: no difference can be claimed.';
  return `${interval.upper < 0 ? entry.label : reference.label} scores lower, which is better.`;
}
