import type { GpuSettings } from '#lib/schedule/gpu-help.ts';
import { storedGpuMemory } from '#lib/schedule/gpu-memory.ts';
import type { Run, RunObserver, RunPlan } from '#lib/schedule/protocol.ts';
import { runtimeName } from './runtime.ts';
import { Schedule } from '#lib/schedule/schedule.ts';
import { TrainClient } from './train-client.ts';
import { WorkerStart } from './worker-start.ts';

export interface PoolOptions {
  /** Another entry than the app's own. */
  readonly spawn?: () => Worker;
  readonly hardwareConcurrency?: number;
  /** How long a worker may be silent at its start before another is begun beside it. */
  readonly nextAfterMs?: number;
  readonly gpu?: Partial<GpuSettings>;
}

function spawnTrainWorker(): Worker {
  return new Worker(new URL('./train.worker.ts', import.meta.url), {
    type: 'module',
    name: 'train',
  });
}

/** Runs a study on workers of this browser. What is going on is told to the observer, from the next task on. */
export function startRun(plan: RunPlan, observer: RunObserver, options: PoolOptions = {}): Run {
  const {
    spawn = spawnTrainWorker,
    // Some browsers hide the number.
    hardwareConcurrency = navigator.hardwareConcurrency || 2,
    gpu,
    nextAfterMs,
  } = options;
  const runtime = runtimeName();
  return new Schedule(plan, observer, {
    open: () => new TrainClient((attach) => new WorkerStart(spawn, attach, nextAfterMs)),
    hardwareConcurrency,
    runtime,
    gpu: { always: false, memory: storedGpuMemory(null, runtime), ...gpu },
  });
}
