import type { Effort, Turn } from './contest.ts';

/** One pass over all rows: yields how many are done, 0 once what comes before the first row is done. */
export type Pass = Generator<number, void> | AsyncGenerator<number, void>;

export interface TurnControl {
  /** Lets messages in; rejects once the race is stopped. Its time is nobody's. */
  breathe(): Promise<void>;
  /** The clock. */
  nowMs(): number;
  /** So far; a lane may breathe amid its own work too, and what it waits there is not its time. */
  pausedMs(): number;
  onProgress(done: number, ms: number): void;
}

/** A lane works this long before others are heard. */
const SLICE_MS = 16;
const MOST_POINTS = 48;

function thinned<T>(points: readonly T[]): T[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, i) => i % step === 0 || i === points.length - 1);
}

/**
 * Times one lane: whole passes until `leastMs` have gone, or part of one where that takes longer than
 * `mostMs`. What comes before the first row is not scaled up when a part is.
 * @param total rows of a whole pass
 */
export async function takeTurn(
  begin: () => Pass,
  total: number,
  { leastMs, mostMs }: Pick<Effort, 'leastMs' | 'mostMs'>,
  control: TurnControl,
): Promise<Turn> {
  const nowMs = () => control.nowMs() - control.pausedMs();
  let clockMs = 0;
  let passes = 0;
  const course: [number, number][] = [[0, 0]];
  while (passes === 0 || clockMs < leastMs) {
    const pass = begin();
    let done = 0;
    let setUpMs = 0;
    let since = nowMs();
    for (;;) {
      const next = pass.next();
      const step = next instanceof Promise ? await next : next;
      const now = nowMs();
      const ownMs = clockMs + now - since;
      if (step.done) {
        clockMs = ownMs;
        if (passes === 0) course.push([clockMs, total]);
        break;
      }
      done = step.value;
      if (done === 0) setUpMs = ownMs;
      if (now - since < SLICE_MS) continue;
      clockMs = ownMs;
      if (passes === 0) course.push([clockMs, done]);
      control.onProgress(done, clockMs);
      if (passes === 0 && done > 0 && done < total && clockMs > mostMs) {
        await pass.return();
        const totalMs = setUpMs + ((clockMs - setUpMs) * total) / done;
        return { done, totalMs, complete: false, course: thinned(course) };
      }
      await control.breathe();
      since = nowMs();
    }
    passes++;
    control.onProgress(total, clockMs);
    await control.breathe();
  }
  return { done: total, totalMs: clockMs / passes, complete: true, course: thinned(course) };
}
