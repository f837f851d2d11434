import type { HeatRecord } from './heat.ts';
import { laneWords } from './lane-words.ts';
import type { LaneRecord } from './lecture-lane.ts';
import { smallWords } from './race-words.ts';

/** A lane that misses no more rows than this computes the same score, and misses some. */
const MOST_MISSES = 0.1;

export type Verdict = 'same' | 'misses' | 'wrong';

/** null where its scores were not compared. */
export function verdictOf({ score }: Pick<LaneRecord, 'score'>): Verdict | null {
  if (!score) return null;
  if (score.beyond === 0) return 'same';
  const sameMean = Math.abs(score.mean - score.exactMean) <= score.tolerance;
  return sameMean && score.beyond <= MOST_MISSES * score.rows ? 'misses' : 'wrong';
}

export interface Agreement {
  readonly verdict: Verdict;
  /** A sentence for the hall. */
  readonly says: string;
}

function rowsOf(record: HeatRecord, count: number): string {
  const noun = record.heat.unit === 'rows' ? 'row' : 'replicate';
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
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
    return {
      verdict: 'wrong',
      says: `${wrong.map((one) => nameOf(one.lane)).join(' and ')} computes other scores: ${nameOf(lane)} is off by up to ${smallWords(score.apart)} min in ${rowsOf(record, score.beyond)} of ${score.rows.toLocaleString('en')}. Its time does not count.`,
    };
  }
  const same = compared.filter(({ verdict }) => verdict === 'same');
  const most = Math.max(0, ...same.map(({ score }) => score.apart));
  const misses = compared
    .filter(({ verdict }) => verdict === 'misses')
    .map(
      ({ lane, score }) =>
        `${nameOf(lane)} misses ${rowsOf(record, score.beyond)} of ${score.rows.toLocaleString('en')} by up to ${smallWords(score.apart)} min: its points step over narrow forecasts.`,
    );
  const agree =
    record.heat.unit === 'rows'
      ? `Same scores to ${smallWords(most)} min, row by row.`
      : `Same replicates, same scores to ${smallWords(most)} min.`;
  return {
    verdict: misses.length > 0 ? 'misses' : 'same',
    says: [agree, ...misses].join(' '),
  };
}
