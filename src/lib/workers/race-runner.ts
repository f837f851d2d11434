import type { Contest, RaceFinding, RaceNews } from '#lib/race/contest.ts';
import { RaceService } from '#lib/race/race-service.ts';
import { Breath } from '#lib/schedule/breath.ts';
import { Gate } from '#lib/schedule/gate.ts';

const STOPPED = Symbol('stopped');
/** Live figures are drawn once a frame or less; more messages would only take the page's time. */
const NEWS_EVERY_MS = 40;

export type RaceReply =
  | { readonly status: 'finished'; readonly finding: RaceFinding }
  | { readonly status: 'stopped' }
  /** A sentence for people. */
  | { readonly status: 'failed'; readonly message: string };

/** What the race worker does, with no word about its thread: one race at a time. */
export class RaceRunner {
  readonly #service: RaceService;
  readonly #gate = new Gate();
  #breath: Breath | null = null;

  constructor(service: RaceService = new RaceService()) {
    this.#service = service;
  }

  async race(contest: Contest, tell: (news: RaceNews) => void): Promise<RaceReply> {
    const breath = new Breath(this.#gate);
    this.#breath = breath;
    let toldMs = -Infinity;
    try {
      const finding = await this.#service.race(contest, {
        signal: breath.signal,
        breathe: breath.breathe,
        pausedMs: () => breath.pausedMs,
        tell(news) {
          const now = performance.now();
          if (news.kind === 'running' && now - toldMs < NEWS_EVERY_MS) return;
          toldMs = now;
          tell(news);
        },
      });
      return { status: 'finished', finding };
    } catch (error) {
      if (error === STOPPED) return { status: 'stopped' };
      return { status: 'failed', message: error instanceof Error ? error.message : String(error) };
    } finally {
      this.#breath = null;
      this.#gate.open();
    }
  }

  pause(): void {
    this.#gate.shut();
  }

  resume(): void {
    this.#gate.open();
  }

  stop(): void {
    this.#breath?.end(STOPPED);
  }
}
