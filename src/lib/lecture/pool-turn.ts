/** One lane of replicates: a run of the lab's own pool, timed once its workers are warm. */
import type { Environment } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import type { Turn } from '#lib/race/contest.ts';
import type { Compute, Run, RunObserver, RunPlan } from '#lib/workers/protocol.ts';
import type { PoolLane } from './lecture-lane.ts';

export type StartRun = (plan: RunPlan, observer: RunObserver) => Run;

const STACK = 8;
/** About what our own kernels take at a time. */
const SMALL_STACK = 4;
const MOST_REPLICATES = 256;

export function computeOf(lane: PoolLane, workers: number): Compute {
  switch (lane) {
    case 'one-worker':
      return { engine: 'wasm', workers: 1, stack: 1 };
    case 'every-worker':
      return { engine: 'wasm', workers, stack: 1 };
    case 'stacked':
      return { engine: 'wasm', workers: 1, stack: STACK };
    case 'fastest':
    case 'together':
      return { engine: 'auto', workers, stack: 'auto' };
    default:
      return lane satisfies never;
  }
}

/**
 * Replicates that come first and do not count: a new worker compiles its code while it trains them. As
 * many again keep every worker busy until the last one that counts is done.
 */
export function warmUpOf(lane: PoolLane, workers: number): number {
  switch (lane) {
    case 'one-worker':
      return 1;
    case 'every-worker':
      return workers;
    case 'stacked':
      return STACK;
    case 'fastest':
    case 'together':
      return SMALL_STACK * workers;
    default:
      return lane satisfies never;
  }
}

export interface PoolTurn {
  readonly turn: Turn;
  /** Mean test CRPS by replicate, of those that finished. */
  readonly scores: ReadonlyMap<number, number>;
  readonly environment: Environment | null;
}

export interface PoolJob {
  readonly study: Study;
  readonly compute: Compute;
  /** Replicates that do not count (warmUpOf). */
  readonly warmUp: number;
  dataset(): Promise<Dataset>;
  /** The run stops then, and its total is projected from the epochs that it came to. */
  readonly mostMs: number;
  readonly startRun: StartRun;
}

export interface PoolControl {
  /** Replicates done, counting those in training by their epochs. */
  onProgress(done: number, ms: number): void;
  /** Is handed the run, to pause or stop it. */
  onRun(run: Run): void;
}

/** Time that counts: without pauses. */
class TurnClock {
  #since = performance.now();
  #earlierMs = 0;
  #paused = false;

  pause(): void {
    this.#earlierMs = this.ms;
    this.#paused = true;
  }

  resume(): void {
    this.#since = performance.now();
    this.#paused = false;
  }

  get ms(): number {
    return this.#earlierMs + (this.#paused ? 0 : performance.now() - this.#since);
  }
}

/** @throws Error where a replicate fails or the run was stopped from outside */
export async function takePoolTurn(job: PoolJob, control: PoolControl): Promise<PoolTurn> {
  const { study, compute, warmUp, mostMs, startRun } = job;
  const { epochs } = study.base;
  const total = study.replicates * epochs;
  const clock = new TurnClock();
  const scores = new Map<number, number>();
  const course: [number, number][] = [[0, 0]];
  let environment: Environment | null = null;
  let failure: string | null = null;
  let trained = 0;
  /** Where counting began, once the workers are warm. */
  let begun: { readonly ms: number; readonly trained: number } | null = null;
  let ended = false;
  let turn: Turn | null = null;

  const note = () => {
    if (ended) return;
    if (!begun) {
      if (scores.size >= warmUp) begun = { ms: clock.ms, trained };
      return;
    }
    const ms = clock.ms - begun.ms;
    const own = Math.min(trained - begun.trained, total);
    course.push([ms, own / epochs]);
    control.onProgress(own / epochs, ms);
    const complete = own >= total;
    if (!complete && (ms <= mostMs || own < epochs)) return;
    ended = true;
    const step = Math.ceil(course.length / 48);
    turn = {
      done: own / epochs,
      totalMs: (ms * total) / (trained - begun.trained),
      complete,
      course: course.filter((_, i) => i % step === 0 || i === course.length - 1),
    };
    run.stop();
  };
  const replicates = Math.min(MOST_REPLICATES, study.replicates + 2 * warmUp);
  const pool = startRun(
    { study: { ...study, replicates }, compute, finished: [], dataset: () => job.dataset() },
    {
      onEnvironment: (told) => (environment = told),
      onStack: () => undefined,
      onEpoch(_variant, stack) {
        trained += stack.length;
        note();
      },
      onReplicate(result) {
        if (result.status === 'failed') failure = result.message;
        else scores.set(result.replicate, result.testCrps);
        note();
      },
      onNotice: () => undefined,
    },
  );
  const run: Run = {
    done: pool.done,
    stop: () => pool.stop(),
    pause() {
      clock.pause();
      pool.pause();
    },
    resume() {
      pool.resume();
      clock.resume();
    },
  };
  control.onRun(run);
  await run.done;
  if (failure !== null) throw new Error(failure);
  if (!turn) throw new Error('The run ended before it could be timed.');
  return { turn, scores, environment };
}
