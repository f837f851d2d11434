/** The race worker's entry: the lanes race on this thread, one at a time, so that the page never waits for them. */
import { expose } from 'comlink';
import type { Contest, RaceNews } from '#lib/race/contest.ts';
import { holdLifeline } from './lifeline.ts';
import { RaceRunner } from './race-runner.ts';

const runner = new RaceRunner();
let tell: (news: RaceNews) => unknown = () => undefined;

const api = {
  /** @param onNews a Comlink proxy: one for the worker's life */
  async attach(line: string, onNews: (news: RaceNews) => unknown): Promise<void> {
    tell = onNews;
    await holdLifeline(line);
  },
  async race(contest: Contest) {
    // News cross on a port of their own: the last of them is to arrive before the answer.
    let told: unknown;
    const reply = await runner.race(contest, (news) => (told = tell(news)));
    await told;
    return reply;
  },
  pause: () => runner.pause(),
  resume: () => runner.resume(),
  stop: () => runner.stop(),
};

export type RaceWorkerApi = typeof api;
expose(api);
