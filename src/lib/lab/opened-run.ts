import type { History } from '#lib/history/history.ts';
import type { Study } from '#lib/experiment/study.ts';
import { counted } from '#lib/format/counted.ts';
import { RunState } from '#lib/run/run-state.svelte.ts';

/** A kept run as the lab shows it. */
export interface OpenedRun {
  readonly status: 'ok';
  readonly id: number;
  readonly study: Study;
  /** It came by link: its scores are not added to. */
  readonly foreign: boolean;
  /** A page is training it. */
  readonly held: boolean;
  /** null where it has found nothing yet. */
  readonly run: RunState | null;
}

interface Refused {
  readonly status: 'refused';
  /** A sentence for people. */
  readonly message: string;
}

function interruptedInWords(count: number): string {
  const they = count === 1 ? 'It is' : 'They are';
  return `${counted(count, 'replicate')} of this run ended only because a worker was lost. ${they} trained when the run goes on.`;
}

function unread(count: number): string {
  const they = count === 1 ? 'it is' : 'they are';
  return `${counted(count, 'replicate')} of this run could not be read; ${they} trained again when it goes on.`;
}

export async function openedRun(history: History, id: number): Promise<OpenedRun | Refused> {
  const kept = await history.loadRun(id);
  if (kept.status !== 'ok') return { status: 'refused', message: kept.message };
  if (!kept.value) {
    const message = `Run ${id} is not kept in this browser: it was deleted, or cannot be read. See Runs for what is.`;
    return { status: 'refused', message };
  }
  const { study, results, predictions, environment, lost, interrupted, link, held } = kept.value;
  const opened = { status: 'ok', id, study, foreign: link !== null, held } as const;
  if (results.length === 0) return { ...opened, run: null };
  const run = new RunState(study, results);
  predictions.forEach((forecasts, i) => forecasts && run.keepPredictions(i, forecasts));
  if (environment) run.onEnvironment(environment);
  if (lost > 0) run.onNotice(unread(lost));
  if (interrupted > 0) run.onNotice(interruptedInWords(interrupted));
  return { ...opened, run };
}
