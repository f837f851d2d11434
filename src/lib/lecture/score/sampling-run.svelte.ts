import { PairSampler, type Pair } from './pair-sampler.ts';
import { MOST_PAIRS, pairsAfter } from './sampling-pace.ts';
import type { ScoreMixture } from './score-mixture.ts';

export type SamplingPhase = 'idle' | 'running' | 'paused' | 'done';

export interface Estimate {
  readonly mean: number;
  /** Half of the 95 % interval's width; null below two pairs. */
  readonly half: number | null;
}

/** What is known after so many pairs. */
export interface SamplingReport {
  readonly count: number;
  readonly distance: Estimate;
  readonly spread: Estimate;
  readonly score: Estimate;
}

/** Rows of pairs that are shown. */
export const SHOWN_PAIRS = 12;
/** A row is replaced at most so often, or they would flicker. */
const ROW_MS = 160;
/** In one frame, so that it stays under a few milliseconds. */
const MOST_IN_A_FRAME = 5_000;
/** Points of the course at even steps of the logarithm of n. */
const COURSE_FACTOR = 1.06;
const FIRST_COURSE = 5;

/** One sampling after another of the score's two terms, drawn a little in every frame. */
export class SamplingRun {
  #phase = $state<SamplingPhase>('idle');
  #report = $state.raw<SamplingReport | null>(null);
  #course = $state.raw<readonly SamplingReport[]>([]);
  #pairs = $state.raw<readonly Pair[]>([]);
  // What has been drawn, some of it not yet shown.
  #drawnCourse: SamplingReport[] = [];
  #drawnPairs: Pair[] = [];
  #sampler: PairSampler | null = null;
  #frame: number | null = null;
  #ranMs = 0;
  #lastMs = 0;
  #rowMs = 0;
  #row = 0;
  #seed = 1;
  #next = FIRST_COURSE;

  get phase(): SamplingPhase {
    return this.#phase;
  }

  get report(): SamplingReport | null {
    return this.#report;
  }

  /** Reports at growing counts. */
  get course(): readonly SamplingReport[] {
    return this.#course;
  }

  /** The first pairs, and then one of the latest in turn. */
  get pairs(): readonly Pair[] {
    return this.#pairs;
  }

  /** Begins, or goes on after a pause. `still`: no frames in between, the end at once. */
  start(mixture: ScoreMixture, outcome: number, still: boolean): void {
    if (this.#phase === 'running') return;
    if (this.#phase === 'done') this.#seed += 1;
    if (this.#phase !== 'paused' || !this.#sampler) this.#begin(mixture, outcome);
    this.#phase = 'running';
    this.#lastMs = performance.now();
    if (still && this.#sampler) void this.#hurry(this.#sampler);
    else this.#frame = requestAnimationFrame(this.#step);
  }

  pause(): void {
    if (this.#phase !== 'running') return;
    this.#cancel();
    this.#phase = 'paused';
  }

  /** Forgets what was drawn: the forecast or the outcome is another one. */
  clear(): void {
    this.#cancel();
    this.#phase = 'idle';
    this.#sampler = null;
    this.#report = null;
    this.#course = [];
    this.#pairs = [];
    this.#drawnCourse = [];
    this.#drawnPairs = [];
  }

  #begin(mixture: ScoreMixture, outcome: number): void {
    this.clear();
    this.#sampler = new PairSampler(mixture, outcome, this.#seed);
    this.#ranMs = 0;
    this.#row = 0;
    this.#next = FIRST_COURSE;
  }

  #cancel(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  #step = (now: number): void => {
    // A tab that was away goes on where it was.
    this.#ranMs += Math.min(100, Math.max(0, now - this.#lastMs));
    this.#lastMs = now;
    const due = pairsAfter(this.#ranMs / 1000);
    this.#draw(due, now);
    this.#show();
    const done = this.#sampler?.count === MOST_PAIRS;
    this.#frame = done ? null : requestAnimationFrame(this.#step);
    if (done) this.#phase = 'done';
  };

  /** All of it in pieces that leave the page responsive, shown at the end. */
  async #hurry(sampler: PairSampler): Promise<void> {
    while (sampler.count < MOST_PAIRS) {
      this.#draw(MOST_PAIRS, 0);
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#sampler !== sampler || this.#phase !== 'running') return;
    }
    this.#show();
    this.#phase = 'done';
  }

  /** Draws as many as are due, a few milliseconds' worth at most. */
  #draw(due: number, now: number): void {
    const sampler = this.#sampler;
    if (!sampler) return;
    const until = Math.min(due, sampler.count + MOST_IN_A_FRAME);
    const course = this.#drawnCourse;
    const pairs = this.#drawnPairs;
    while (sampler.count < until) {
      const pair = sampler.draw();
      if (pairs.length < SHOWN_PAIRS) pairs.push(pair);
      else if (now - this.#rowMs >= ROW_MS) {
        pairs[this.#row++ % SHOWN_PAIRS] = pair;
        this.#rowMs = now;
      }
      if (sampler.count >= this.#next || sampler.count === MOST_PAIRS) {
        course.push(reportOf(sampler));
        this.#next = Math.ceil(sampler.count * COURSE_FACTOR);
      }
    }
  }

  #show(): void {
    if (!this.#sampler || this.#sampler.count === 0) return;
    this.#report = reportOf(this.#sampler);
    this.#pairs = [...this.#drawnPairs];
    if (this.#drawnCourse.length > this.#course.length) this.#course = [...this.#drawnCourse];
  }
}

function reportOf({ count, distance, spread, score }: PairSampler): SamplingReport {
  const estimate = ({ mean, halfWidth: half }: typeof distance): Estimate => ({ mean, half });
  return {
    count,
    distance: estimate(distance),
    spread: estimate(spread),
    score: estimate(score),
  };
}
