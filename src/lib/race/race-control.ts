import type { RaceNews } from './contest.ts';

/** What a race hears from outside, and tells. */
export interface RaceControl {
  readonly signal: AbortSignal;
  /** Lets messages in, waits while paused; rejects once the race is stopped. */
  breathe(): Promise<void>;
  /** How long it has waited so far, paused: the clock of a lane leaves it out. */
  pausedMs(): number;
  tell(news: RaceNews): void;
}
