/** One lane of replicates: a run of the lab's own pool, timed once its workers are warm. */
import type { Environment } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import type { Turn } from '#lib/race/contest.ts';
import type { Compute, Run, RunObserver, RunPlan } from '#lib/schedule/protocol.ts';
import type { PoolLane } from './lecture-lane.ts';

export type StartRun = (plan: RunPlan, observer: RunObserver) => Run;

const STACK = 8;
/** About what our own kernels take at a time. */
const SMALL_STACK = 4;
const MOST_REPLICATES = 256;

export function computeOf(lane: PoolLane, workers: number): Compute {
  const computes: Record<PoolLane, Compute> = {
    'one-worker': { engine: 'wasm', workers: 1, stack: 1 },
    'every-worker': { engine: 'wasm', workers, stack: 1 },
    stacked: { engine: 'wasm', workers: 1, stack: STACK },
    fastest: { engine: 'auto', workers, stack: 'auto' },
    together: { engine: 'auto', workers, stack: 'auto' },
  };
  return computes[lane];
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

/** Counted time, and epochs of replicates trained by then. */
interface Mark {
  readonly ms: number;
  readonly trained: number;
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
  /** Where counting began: once the workers are warm; before, at the first batch. */
  let begun: Mark | null = null;
  let warm: Mark | null = null;
  let turn: Turn | null = null;

  const conclude = (from: Mark, complete: boolean) => {
    const ms = clock.ms - from.ms;
    const done = Math.min(trained - from.trained, total) / epochs;
    const step = Math.ceil(course.length / 48);
    const points = course.filter((_, i) => i % step === 0 || i === course.length - 1);
    turn = { done, totalMs: (ms * total) / (trained - from.trained), complete, course: points };
  };
  const note = () => {
    if (turn) return;
    if (!warm) {
      if (trained >= warmUp * epochs) warm = { ms: clock.ms, trained };
      return;
    }
    const ms = clock.ms - warm.ms;
    const own = Math.min(trained - warm.trained, total);
    course.push([ms, own / epochs]);
    control.onProgress(own / epochs, ms);
    const complete = own >= total && ms > 0;
    if (!complete && (ms <= mostMs || own < epochs)) return;
    conclude(warm, complete);
    run.stop();
  };
  const replicates = Math.min(MOST_REPLICATES, study.replicates + 2 * warmUp);
  const pool = startRun(
    { study: { ...study, replicates }, compute, finished: [], dataset: () => job.dataset() },
    {
      onEnvironment: (told) => (environment = told),
      onStack: () => (begun ??= { ms: clock.ms, trained: 0 }),
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
  // So short that it was over before its workers were warm: told as a whole.
  if (!turn && begun && trained >= total) conclude(begun, true);
  if (!turn) throw new Error('The run was stopped.');
  return { turn, scores, environment };
}
