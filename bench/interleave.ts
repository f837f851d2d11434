/**
 * Times several ways of doing the same work, in turns: shared machines swing by a factor of two from
 * one minute to the next, and what is measured in turns swings together. Ratios are therefore taken
 * within a round, where neighbours in time meet, and their median is told.
 */
export interface PlainWay {
  readonly name: string;
  /** Does the work once. */
  run(): void | Promise<void>;
}

/** A way with a clock of its own: in another process, or with a set-up that does not count. */
export interface ClockedWay {
  readonly name: string;
  /** Does the work so many times. @returns milliseconds */
  clocked(times: number): Promise<number>;
}

export type Way = PlainWay | ClockedWay;

export interface Timing {
  readonly name: string;
  /** Milliseconds of one run, one value a round. */
  readonly rounds: readonly number[];
}

export interface Effort {
  readonly rounds: number;
  /** A round repeats a short run until it has taken this long, far above the clock's grain. */
  readonly leastMs: number;
}

export function effortOf(quick: boolean): Effort {
  return quick ? { rounds: 2, leastMs: 20 } : { rounds: 5, leastMs: 150 };
}

async function timed(way: Way, times: number): Promise<number> {
  if ('clocked' in way) return (await way.clocked(times)) / times;
  const start = performance.now();
  for (let i = 0; i < times; i++) await way.run();
  return (performance.now() - start) / times;
}

/** A warm-up is over once this much more of it makes a way no faster; a browser compiles hot code a second time, in the background. */
const SETTLED = 0.97;
const MOST_WINDOWS = 8;

/** So long a time is far above the clock's grain, which is 0.1 ms in some browsers. */
const TELLING_MS = 2;

/** Milliseconds of one run, which alone may be shorter than the clock can tell. */
async function roughly(way: Way): Promise<number> {
  for (let times = 1; ; times *= 8) {
    const ms = await timed(way, times);
    if (ms * times >= TELLING_MS) return ms;
  }
}

/** How often a way must run to fill a round, found while warming it up: code is optimised, shaders are compiled. */
async function warmUp(way: Way, leastMs: number): Promise<number> {
  let best = await roughly(way);
  for (let window = 0; window < MOST_WINDOWS; window++) {
    const ms = await timed(way, timesWithin(leastMs, best));
    if (window > 0 && ms > SETTLED * best) break;
    best = Math.min(best, ms);
  }
  return timesWithin(leastMs, best);
}

function timesWithin(leastMs: number, ms: number): number {
  return Math.max(1, Math.ceil(leastMs / Math.max(ms, 1e-3)));
}

/** Each round runs every way once, beginning with another one each time. */
export async function interleave(ways: readonly Way[], effort: Effort): Promise<Timing[]> {
  const times: number[] = [];
  for (const way of ways) times.push(await warmUp(way, effort.leastMs));
  const rounds: number[][] = ways.map(() => []);
  for (let round = 0; round < effort.rounds; round++) {
    for (let turn = 0; turn < ways.length; turn++) {
      const index = (round + turn) % ways.length;
      rounds[index].push(await timed(ways[index], times[index]));
    }
  }
  return ways.map((way, index) => ({ name: way.name, rounds: rounds[index] }));
}
