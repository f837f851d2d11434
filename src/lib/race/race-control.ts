import type { RaceNews } from './contest.ts';

/** What a race hears from outside, and tells. */
export interface RaceControl {
  readonly signal: AbortSignal;
  /** Lets messages in, waits while paused; rejects once the race is stopped. */
  breathe(): Promise<void>;
  tell(news: RaceNews): void;
}
