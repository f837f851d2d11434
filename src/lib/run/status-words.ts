import type { Phase, RunState } from './run-state.svelte.ts';

const PHASES: Record<Phase, string> = {
  preparing: 'Preparing the data …',
  starting: 'Starting the engines …',
  running: '',
  paused: 'Paused',
  stopping: 'Stopping …',
  finished: 'Finished',
  stopped: 'Stopped',
  restored: 'From an earlier visit',
  broken: 'Interrupted',
};

/** What the run is doing, where it is not plain training. */
export function phaseInWords(phase: Phase): string {
  return PHASES[phase];
}

/** `64 of 64 replicates finished`, with failures and with what is not kept yet, where there are any. */
export function countInWords(run: RunState): string {
  const { finished, failed, total } = run.snapshot;
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  const unkept = run.unkept === 0 ? '' : `, ${run.unkept} not kept yet`;
  return `${finished} of ${total} replicates finished${failures}${unkept}`;
}

/**
 * What a screen reader hears: a sentence at each change of state and at each tenth of the work, not at
 * each of the many steps between.
 */
export function announcement(run: RunState): string {
  const said = phaseInWords(run.phase);
  if (run.phase === 'preparing' || run.phase === 'starting') return said;
  if (run.phase === 'running') {
    const tenths = Math.floor(run.snapshot.share * 10);
    return tenths === 0 ? 'Training' : `Training, ${tenths * 10} % done`;
  }
  return said ? `${said}: ${countInWords(run)}` : countInWords(run);
}
