import { ratioOf, type Spread } from '#lib/race/spread.ts';
import { recordOf, type HeatRecord } from './heat.ts';
import type { LectureLane } from './lecture-lane.ts';

/** How many times faster a lane is than another, round by round; null until both have raced. */
export function factorBetween(
  record: HeatRecord,
  slow: LectureLane,
  fast: LectureLane,
): Spread | null {
  const [a, b] = [slow, fast].map((lane) => recordOf(record, lane)?.turns ?? []);
  const rounds = Math.min(a.length, b.length);
  if (rounds === 0) return null;
  const times = [a, b].map((turns) => turns.slice(0, rounds).map((turn) => turn.totalMs));
  return ratioOf(times[0], times[1]);
}
