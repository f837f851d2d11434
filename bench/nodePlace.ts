import { availableParallelism } from 'node:os';
import { startRunOnThreads } from '#lib/workers/thread-pool.ts';
import { effortOf } from './interleave.ts';
import type { AskTorch } from './peers/torchPeer.ts';
import type { Place } from './place.ts';

export function nodePlace(quick: boolean, askTorch: AskTorch): Place {
  return {
    name: 'Node',
    backends: ['wasm', 'cpu'],
    effort: effortOf(quick),
    quick,
    cores: availableParallelism(),
    startRun: (plan, observer) => startRunOnThreads(plan, observer),
    askTorch,
  };
}
