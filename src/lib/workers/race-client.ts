/** The page's side of the race worker: begun when it is first needed, begun again if it dies. */
import { proxy } from 'comlink';
import type { Contest, RaceNews } from '#lib/race/contest.ts';
import type { RaceReply } from './race-runner.ts';
import type { RaceWorkerApi } from './race.worker.ts';
import { WorkerStart } from './worker-start.ts';

function spawnRaceWorker(): Worker {
  return new Worker(new URL('./race.worker.ts', import.meta.url), { type: 'module', name: 'race' });
}

export class RaceClient {
  readonly #spawn: () => Worker;
  #start: WorkerStart<RaceWorkerApi> | null = null;
  #onNews: ((news: RaceNews) => void) | null = null;
  #stopped = false;

  constructor(spawn: () => Worker = spawnRaceWorker) {
    this.#spawn = spawn;
  }

  /** One race at a time. What goes wrong, a dead worker included, is a reply. */
  async race(contest: Contest, onNews: (news: RaceNews) => void): Promise<RaceReply> {
    this.#start ??= new WorkerStart<RaceWorkerApi>(this.#spawn, (remote, line) =>
      remote.attach(
        line,
        proxy((news: RaceNews) => this.#onNews?.(news)),
      ),
    );
    this.#onNews = onNews;
    this.#stopped = false;
    try {
      await this.#start.living;
      // It was stopped while the worker began.
      if (this.#stopped) return { status: 'stopped' };
      return await this.#start.ask((remote) => remote.race(contest));
    } catch (error) {
      this.close();
      return { status: 'failed', message: error instanceof Error ? error.message : String(error) };
    } finally {
      this.#onNews = null;
    }
  }

  pause(): void {
    this.#start?.tell((remote) => remote.pause());
  }

  resume(): void {
    this.#start?.tell((remote) => remote.resume());
  }

  stop(): void {
    this.#stopped = true;
    this.#start?.tell((remote) => remote.stop());
  }

  /** Ends the worker; the next race begins another. */
  close(): void {
    this.#start?.end();
    this.#start = null;
  }
}
