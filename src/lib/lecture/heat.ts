import type { LaneRecord, LectureLane } from './lecture-lane.ts';

/** Lanes that do the same work and race each other. */
export interface Heat {
  readonly id: string;
  /** Said above its lanes where a step has several heats. */
  readonly title: string;
  /** What is counted. */
  readonly unit: 'rows' | 'replicates';
  /** Densities; null: as many as the lecture says. */
  readonly components: number | null;
  readonly lanes: readonly LectureLane[];
}

/** A heat as it stands. */
export interface HeatRecord {
  readonly heat: Heat;
  readonly components: number;
  /** Rows or replicates of a whole pass. */
  readonly total: number;
  readonly lanes: readonly LaneRecord[];
}

export function recordOf({ lanes }: HeatRecord, lane: LectureLane): LaneRecord | null {
  return lanes.find((record) => record.lane === lane) ?? null;
}
