import type { Turn } from '#lib/race/contest.ts';
import { ratioOf, type Spread } from '#lib/race/spread.ts';
import { verdictOf } from './agreement-words.ts';
import { recordOf, type HeatRecord } from './heat.ts';
import type { LectureLane } from './lecture-lane.ts';

/** How many times faster one way is than another. */
export interface Factor extends Spread {
  /** A turn behind it stopped after a sample: it is a projection. */
  readonly projected: boolean;
}

/** A lane's turns; none of one that computes other scores. */
export function countedTurns(record: HeatRecord, lane: LectureLane): readonly Turn[] {
  const found = recordOf(record, lane);
  return found && verdictOf(found) !== 'wrong' ? found.turns : [];
}

/** How many times faster a lane is than another, round by round; null until both have turns that count. */
export function factorBetween(
  record: HeatRecord,
  slow: LectureLane,
  fast: LectureLane,
): Factor | null {
  const [a, b] = [slow, fast].map((lane) => countedTurns(record, lane));
  const rounds = Math.min(a.length, b.length);
  if (rounds === 0) return null;
  const [slowest, fastest] = [a, b].map((turns) => turns.slice(0, rounds));
  const times = [slowest, fastest].map((turns) => turns.map((turn) => turn.totalMs));
  const projected = [...slowest, ...fastest].some((turn) => !turn.complete);
  return { ...ratioOf(times[0], times[1]), projected };
}
