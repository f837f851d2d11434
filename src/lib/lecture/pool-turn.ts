/** One lane of replicates: a run of the lab's own pool, timed from its first batch to its last score. */
import type { Environment } from '#lib/experiment/result.ts';
import type { Study } from '#lib/experiment/study.ts';
import type { Dataset } from '#lib/data/dataset.ts';
import type { Turn } from '#lib/race/contest.ts';
import type { Compute, Run, RunObserver, RunPlan } from '#lib/workers/protocol.ts';
import type { PoolLane } from './lecture-lane.ts';

export type StartRun = (plan: RunPlan, observer: RunObserver) => Run;

const STACK = 8;

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

export interface PoolTurn {
  readonly turn: Turn;
  /** Mean test CRPS by replicate, of those that finished. */
  readonly scores: ReadonlyMap<number, number>;
  readonly environment: Environment | null;
}

export interface PoolJob {
  readonly study: Study;
  readonly compute: Compute;
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

/** Time that counts: from the first batch, without pauses. */
class TurnClock {
  #since: number | null = null;
  #earlierMs = 0;

  begin(): void {
    this.#since ??= performance.now();
  }

  pause(): void {
    this.#earlierMs = this.ms;
    this.#since = null;
  }

  get ms(): number {
    return this.#earlierMs + (this.#since === null ? 0 : performance.now() - this.#since);
  }
}

/** @throws Error where a replicate fails or the run was stopped from outside */
export async function takePoolTurn(job: PoolJob, control: PoolControl): Promise<PoolTurn> {
  const { study, compute, mostMs, startRun } = job;
  const { epochs } = study.base;
  const clock = new TurnClock();
  const scores = new Map<number, number>();
  const course: [number, number][] = [[0, 0]];
  let environment: Environment | null = null;
  let failure: string | null = null;
  let trained = 0;
  let endMs = 0;
  let sampled = false;

  const note = () => {
    endMs = clock.ms;
    course.push([endMs, trained / epochs]);
    control.onProgress(trained / epochs, endMs);
    if (endMs <= mostMs || sampled || scores.size === 0 || trained >= epochs * study.replicates) {
      return;
    }
    sampled = true;
    run.stop();
  };
  const pool = startRun(
    { study, compute, finished: [], dataset: () => job.dataset() },
    {
      onEnvironment: (told) => (environment = told),
      onStack: () => clock.begin(),
      onEpoch(_variant, replicates) {
        if (sampled) return;
        trained += replicates.length;
        note();
      },
      onReplicate(result) {
        if (result.status === 'failed') failure = result.message;
        else scores.set(result.replicate, result.testCrps);
        if (!sampled) note();
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
      clock.begin();
    },
  };
  control.onRun(run);
  const how = await run.done;
  if (failure !== null) throw new Error(failure);
  if (how === 'stopped' && !sampled) throw new Error('The run was stopped.');
  const done = trained / epochs;
  const totalMs = sampled ? (endMs * study.replicates) / done : endMs;
  const step = Math.ceil(course.length / 48);
  const points = course.filter((_, i) => i % step === 0 || i === course.length - 1);
  return {
    turn: { done, totalMs, complete: !sampled, course: points },
    scores,
    environment,
  };
}
