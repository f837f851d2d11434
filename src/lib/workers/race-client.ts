/** The page's side of the race worker: begun when it is first needed, begun again if it dies. */
import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { Contest, RaceNews } from '#lib/race/contest.ts';
import type { RaceReply } from './race-runner.ts';
import type { RaceWorkerApi } from './race.worker.ts';
import { WorkerLife } from './worker-life.ts';

interface Track {
  readonly life: WorkerLife;
  /** Held as long as the worker: an in-flight call hangs once its proxy is collected (comlink #692). */
  readonly remote: Remote<RaceWorkerApi>;
  readonly attached: Promise<void>;
}

function spawnRaceWorker(): Worker {
  return new Worker(new URL('./race.worker.ts', import.meta.url), { type: 'module', name: 'race' });
}

export class RaceClient {
  readonly #spawn: () => Worker;
  #track: Track | null = null;
  #onNews: ((news: RaceNews) => void) | null = null;
  #stopped = false;

  constructor(spawn: () => Worker = spawnRaceWorker) {
    this.#spawn = spawn;
  }

  /** One race at a time. What goes wrong, a dead worker included, is a reply. */
  async race(contest: Contest, onNews: (news: RaceNews) => void): Promise<RaceReply> {
    const track = (this.#track ??= this.#begin());
    this.#onNews = onNews;
    this.#stopped = false;
    try {
      await track.attached;
      // It was stopped while the worker began.
      if (this.#stopped) return { status: 'stopped' };
      return await track.life.orCrash(track.remote.race(contest));
    } catch (error) {
      this.close();
      return { status: 'failed', message: error instanceof Error ? error.message : String(error) };
    } finally {
      this.#onNews = null;
    }
  }

  pause(): void {
    void this.#track?.remote.pause();
  }

  resume(): void {
    void this.#track?.remote.resume();
  }

  stop(): void {
    this.#stopped = true;
    void this.#track?.remote.stop();
  }

  /** Ends the worker; the next race begins another. */
  close(): void {
    const track = this.#track;
    this.#track = null;
    if (track?.life.end()) track.remote[releaseProxy]();
  }

  #begin(): Track {
    const worker = this.#spawn();
    const life = new WorkerLife(worker);
    const remote = wrap<RaceWorkerApi>(worker);
    const onNews = proxy((news: RaceNews) => this.#onNews?.(news));
    const attached = life.orCrash(remote.attach(life.name, onNews)).then(() => life.watch());
    // Told to whoever races next.
    attached.catch(() => undefined);
    return { life, remote, attached };
  }
}
