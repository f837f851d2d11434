/** The measured timeline of a heat, shown again at another speed. It says so: a replay is no race. */
import type { HeatRecord } from './heat.ts';
import { laneTime } from './lane-time.ts';
import type { LaneRecord } from './lecture-lane.ts';

/** Real time, or so much slower or faster. */
export const SPEEDS = [
  1 / 1000,
  1 / 500,
  1 / 200,
  1 / 100,
  1 / 50,
  1 / 20,
  1 / 10,
  1 / 5,
  1 / 2,
  1,
  2,
  5,
  10,
] as const;

const WANTED_MS = 8000;

/** Rows done at a time of the lane's own: along its measured course, and on at its pace where it stopped after a sample. */
export function doneAt(lane: LaneRecord, total: number, ms: number): number {
  const time = laneTime(lane);
  if (!time) return 0;
  const middle = [...lane.turns].sort((a, b) => a.totalMs - b.totalMs)[lane.turns.length >> 1];
  const course = middle.complete ? middle.course : [...middle.course, [middle.totalMs, total]];
  for (let i = 1; i < course.length; i++) {
    const [fromMs, from] = course[i - 1];
    const [toMs, to] = course[i];
    if (ms <= toMs) return from + ((to - from) * (ms - fromMs)) / Math.max(toMs - fromMs, 1e-9);
  }
  return total;
}

export class Replay {
  #heats = $state.raw<readonly HeatRecord[] | null>(null);
  #speed = $state<number>(1);
  #atMs = $state(0);
  #frame = 0;
  #lastMs = 0;

  /** Milliseconds of the race; null while nothing is replayed. */
  get atMs(): number | null {
    return this.#heats ? this.#atMs : null;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Such as `1/200 of the speed`, `5 × the speed`. */
  get speedWords(): string {
    if (this.#speed === 1) return 'as fast as it was';
    return this.#speed < 1 ? `${Math.round(1 / this.#speed)} × slower` : `${this.#speed} × faster`;
  }

  /** From the start, at a speed at which the slowest lane takes some seconds. */
  start(heats: readonly HeatRecord[]): void {
    const slowest = longestMs(heats);
    if (slowest === 0) return;
    this.stop();
    const fits = SPEEDS.filter((speed) => slowest / speed >= WANTED_MS);
    this.#speed = fits.length > 0 ? fits[fits.length - 1] : SPEEDS[0];
    this.#heats = heats;
    this.#atMs = 0;
    this.#lastMs = performance.now();
    this.#frame = requestAnimationFrame(this.#step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#heats = null;
  }

  /** @param by 1: faster; −1: slower */
  change(by: 1 | -1): void {
    const place = SPEEDS.findIndex((speed) => speed === this.#speed) + by;
    this.#speed = SPEEDS[Math.min(Math.max(place, 0), SPEEDS.length - 1)];
  }

  readonly #step = (nowMs: number): void => {
    if (!this.#heats) return;
    this.#atMs += Math.max(0, nowMs - this.#lastMs) * this.#speed;
    this.#lastMs = nowMs;
    if (this.#atMs >= longestMs(this.#heats)) this.stop();
    else this.#frame = requestAnimationFrame(this.#step);
  };
}

function longestMs(heats: readonly HeatRecord[]): number {
  const times = heats.flatMap(({ lanes }) =>
    lanes.map((lane) => laneTime(lane)?.total.median ?? 0),
  );
  return Math.max(0, ...times);
}
