import { counted, countWords } from '#lib/format/counted.ts';
import { roughWords } from '#lib/format/number-words.ts';
import type { LaneScore } from '#lib/race/contest.ts';
import type { HeatRecord } from './heat.ts';
import { laneWords } from './lane-words.ts';
import type { LaneRecord } from './lecture-lane.ts';

/** Rounding may turn the path of an adaptive rule in a row or two of a hundred. */
const MOST_UNEXPLAINED = 0.02;

export type Verdict = 'same' | 'misses' | 'wrong';

/** null where its scores were not compared. */
export function verdictOf({ score }: Pick<LaneRecord, 'score'>): Verdict | null {
  if (!score) return null;
  if (score.beyond === 0) return 'same';
  return score.unexplained > MOST_UNEXPLAINED * score.rows ? 'wrong' : 'misses';
}

export interface Agreement {
  readonly verdict: Verdict;
  /** A sentence for the hall. */
  readonly says: string;
}

function rowsOf(record: HeatRecord, count: number): string {
  return counted(count, record.heat.unit === 'rows' ? 'row' : 'replicate');
}

function nameOf(lane: LaneRecord): string {
  return laneWords[lane.lane].name;
}

/** How the lanes of a heat agree; null before any was compared. */
export function agreementOf(record: HeatRecord): Agreement | null {
  const compared = record.lanes.flatMap((lane) => {
    const verdict = verdictOf(lane);
    return verdict && lane.score ? [{ lane, score: lane.score, verdict }] : [];
  });
  if (compared.length === 0) return null;
  const wrong = compared.filter(({ verdict }) => verdict === 'wrong');
  if (wrong.length > 0) {
    const [{ lane, score }] = wrong;
    const [verb, whose] =
      wrong.length === 1 ? ['computes', 'Its time does'] : ['compute', 'Their times do'];
    return {
      verdict: 'wrong',
      says: `${wrong.map((one) => nameOf(one.lane)).join(' and ')} ${verb} other scores: ${nameOf(lane)} is off by up to ${roughWords(score.apart)} min in ${rowsOf(record, score.beyond)} of ${countWords(score.rows)}. ${whose} not count.`,
    };
  }
  const same = compared.filter(({ verdict }) => verdict === 'same');
  const missing = compared.filter(({ verdict }) => verdict === 'misses');
  const most = roughWords(Math.max(0, ...same.map(({ score }) => score.apart)));
  if (record.heat.unit === 'replicates') {
    const says = `The same replicates; their scores differ by ${most} min at most, rounding carried on through training.`;
    return { verdict: 'same', says };
  }
  if (missing.length === 0)
    return { verdict: 'same', says: `Same scores to ${most} min, row by row.` };
  const exact = same.map(({ lane }) => nameOf(lane)).join(' and ');
  const agree = `${exact} ${same.length === 1 ? 'gives' : 'give'} the exact scores to ${most} min.`;
  const misses = missesOf(record, missing);
  return { verdict: 'misses', says: same.length > 0 ? `${agree} ${misses}` : misses };
}

interface Compared {
  readonly lane: LaneRecord;
  readonly score: LaneScore;
}

/** The lanes that step over some forecasts, in one sentence, each with the rows that it came to. */
function missesOf(record: HeatRecord, missing: readonly Compared[]): string {
  const each = missing.map(({ lane, score: { beyond, rows } }, i) =>
    i === 0
      ? `${nameOf(lane)} misses ${countWords(beyond)} of ${rowsOf(record, rows)}`
      : `${nameOf(lane)} ${countWords(beyond)} of ${countWords(rows)}`,
  );
  const apart = roughWords(Math.max(...missing.map(({ score }) => score.apart)));
  const whose = missing.length === 1 ? 'its' : 'their';
  return `${each.join(', ')}, by up to ${apart} min: ${whose} points step over narrow forecasts.`;
}
