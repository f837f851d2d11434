import { TrainingInterrupted } from '#lib/schedule/worker-handle.ts';
import type { Run } from '#lib/schedule/protocol.ts';
import type { StartRun } from './run-state.svelte.ts';

/** Starts runs with code that is fetched when the first one is asked for: a page that only looks needs none of it. */
export function deferredRun(fetch: () => Promise<StartRun>): StartRun {
  return (plan, observer) => {
    let stopped = false;
    const coming = fetch()
      .catch(() => {
        throw new TrainingInterrupted('The code that trains could not be fetched.');
      })
      .then((start) => (stopped ? null : start(plan, observer)));
    const tell = (call: (run: Run) => void) => {
      coming.then(
        (run) => run && call(run),
        () => undefined,
      );
    };
    return {
      pause: () => tell((run) => run.pause()),
      resume: () => tell((run) => run.resume()),
      stop() {
        stopped = true;
        tell((run) => run.stop());
      },
      done: coming.then((run) => run?.done ?? 'stopped'),
    };
  };
}
