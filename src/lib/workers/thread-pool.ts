import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Run, RunObserver, RunPlan } from '#lib/schedule/protocol.ts';
import { Schedule } from '#lib/schedule/schedule.ts';
import { ThreadStart } from './thread-start.ts';
import { TrainClient } from './train-client.ts';

export function spawnTrainThread(): Worker {
  return new Worker(new URL('./train.thread.js', import.meta.url));
}

/** Runs a study on threads of this Node process. Twin of pool.ts. */
export function startRunOnThreads(
  plan: RunPlan,
  observer: RunObserver,
  spawn: () => Worker = spawnTrainThread,
): Run {
  return new Schedule(plan, observer, {
    open: () => new TrainClient((attach) => new ThreadStart(spawn(), attach)),
    hardwareConcurrency: availableParallelism(),
    runtime: `Node ${process.versions.node.split('.').slice(0, 2).join('.')}`,
  });
}
