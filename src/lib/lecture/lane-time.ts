import { spreadOf, type Spread } from '#lib/race/spread.ts';
import type { LaneRecord } from './lecture-lane.ts';

export interface LaneTime {
  /** Milliseconds for all rows (or replicates): the median of the turns, with least and most. */
  readonly total: Spread;
  /** Some turn stopped after a sample: the total is a projection. */
  readonly projected: boolean;
  /** Rows of the smallest sample; all where nothing is projected. */
  readonly sample: number;
  /** Turns that it is the median of. */
  readonly turns: number;
}

/** null before the first turn. */
export function laneTime({ turns }: Pick<LaneRecord, 'turns'>): LaneTime | null {
  if (turns.length === 0) return null;
  return {
    total: spreadOf(turns.map((turn) => turn.totalMs)),
    projected: turns.some((turn) => !turn.complete),
    sample: Math.min(...turns.map((turn) => turn.done)),
    turns: turns.length,
  };
}

/** Rows (or replicates) a second: of its turns, before them of the one at hand; 0 where nothing is known. */
export function laneSpeed(record: LaneRecord, total: number): number {
  const time = laneTime(record);
  if (time) return (1000 * total) / time.total.median;
  return record.ms > 0 ? (1000 * record.done) / record.ms : 0;
}
