import type { LaneName, LaneScore, Turn } from '#lib/race/contest.ts';

/** A way of training replicates on the lab's own pool of workers. */
export type PoolLane = 'one-worker' | 'every-worker' | 'stacked' | 'fastest' | 'together';

/** Every lane of the lecture: most race in a worker of their own, the others are runs of the lab's pool. */
export type LectureLane = LaneName | PoolLane;

const poolLanes: readonly string[] = [
  'one-worker',
  'every-worker',
  'stacked',
  'fastest',
  'together',
] satisfies PoolLane[];

export function isPoolLane(lane: LectureLane): lane is PoolLane {
  return poolLanes.includes(lane);
}

export type LanePhase = 'waiting' | 'warming' | 'running' | 'raced' | 'absent';

/** What is known of a lane, while it races and after. */
export interface LaneRecord {
  readonly lane: LectureLane;
  readonly phase: LanePhase;
  /** Why it does not race here. */
  readonly absent: string | null;
  /** What it runs on; empty until that is known. */
  readonly where: string;
  /** Counted from 1; 0 before the first. */
  readonly round: number;
  /** Of the turn at hand: rows or replicates done, in so many milliseconds of its own. */
  readonly done: number;
  readonly ms: number;
  readonly turns: readonly Turn[];
  readonly score: LaneScore | null;
}

export function newRecord(lane: LectureLane): LaneRecord {
  return {
    lane,
    phase: 'waiting',
    absent: null,
    where: '',
    round: 0,
    done: 0,
    ms: 0,
    turns: [],
    score: null,
  };
}
