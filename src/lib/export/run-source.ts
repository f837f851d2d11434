import type { RunState } from '#lib/run/run-state.svelte.ts';
import type { ExportSource } from './export-source.ts';

/** What a run has to export, as it stands. @param prepare its data, encoded */
export function runSource(run: RunState, prepare: ExportSource['prepare']): ExportSource {
  const { study, snapshot, environment, predictions } = run;
  return {
    study,
    variants: snapshot.variants,
    whole: environment && { results: run.results(), environment },
    predictions,
    prepare,
  };
}
