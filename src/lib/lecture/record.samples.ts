/** Records for tests: what some machine might have measured. */
import type { HeatRecord } from './heat.ts';
import { newRecord, type LectureLane } from './lecture-lane.ts';
import type { RaceRecord } from './race-record.ts';
import { steps } from './steps.ts';

/** A heat of steps.ts, its lanes having taken these times, round by round. */
export function heatSample(
  id: string,
  total: number,
  times: Partial<Record<LectureLane, readonly number[]>>,
): HeatRecord {
  const heat = steps.flatMap(({ heats }) => heats).find((one) => one.id === id);
  if (!heat) throw new Error(`There is no heat ${id}.`);
  const lanes = heat.lanes.map((lane) => {
    const turns = (times[lane] ?? []).map((totalMs) => ({
      done: total,
      totalMs,
      complete: true,
      course: [[0, 0] as const, [totalMs, total] as const],
    }));
    return {
      ...newRecord(lane),
      phase: turns.length > 0 ? ('raced' as const) : ('waiting' as const),
      turns,
    };
  });
  return { heat, total, components: heat.components ?? 3, lanes };
}

export function recordSample(heats: readonly HeatRecord[]): RaceRecord {
  return {
    at: 1_764_000_000_000,
    machine: { cores: 8, runtime: 'Chromium 141', renderer: null, engine: 'simd, 8 workers' },
    sizes: { rows: 1000, k: 3, epochs: 20, replicates: 32, workers: null },
    heats,
  };
}
