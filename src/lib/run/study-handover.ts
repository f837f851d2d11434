/** A study on its way to the lab from another page of the app; the lab takes it once, and can undo it. */
import type { Study } from '#lib/experiment/study.ts';

export interface HandedStudy {
  readonly study: Study;
  /** What was done, such as `Opened “One density or ten?” from a link.` */
  readonly what: string;
}

let waiting: HandedStudy | null = null;

export function handOver(handed: HandedStudy): void {
  waiting = handed;
}

/** @returns null where nothing waits */
export function takeHandedStudy(): HandedStudy | null {
  const handed = waiting;
  waiting = null;
  return handed;
}
