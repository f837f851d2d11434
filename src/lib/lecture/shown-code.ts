import type { HeatRecord } from './heat.ts';
import type { LectureLane } from './lecture-lane.ts';

/** Whose code is shown: the same lane may race in several heats of a step. */
export interface ShownCode {
  readonly heat: string;
  readonly lane: LectureLane;
}

export function isShown(code: ShownCode | null, heat: string, lane: LectureLane): boolean {
  return code?.heat === heat && code.lane === lane;
}

/** Null where the lane is none of these heats: the speaker went to another step. */
export function codeAmong(code: ShownCode | null, heats: readonly HeatRecord[]): ShownCode | null {
  return heats.some(({ heat }) => heat.id === code?.heat) ? code : null;
}

/** One lane after another, those that cannot race here left out; after the last, none. */
export function nextCode(code: ShownCode | null, heats: readonly HeatRecord[]): ShownCode | null {
  const all = heats.flatMap(({ heat, lanes }) =>
    lanes.flatMap(({ lane, absent }) => (absent === null ? [{ heat: heat.id, lane }] : [])),
  );
  const place = all.findIndex(({ heat, lane }) => isShown(code, heat, lane));
  return all[place + 1] ?? null;
}
