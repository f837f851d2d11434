import type { ExportSource } from '#lib/export/export-source.ts';
import type { RunState } from '#lib/run/run-state.svelte.ts';
import type { Lab } from './lab.svelte.ts';

/** What the run that is shown has to export, as it stands. */
export function runSource(lab: Lab, run: RunState): ExportSource {
  const { study, snapshot, environment, predictions } = run;
  return {
    study,
    variants: snapshot.variants,
    whole: environment && { results: run.results(), environment },
    predictions,
    prepare: (data, replicate) => lab.data.prepare(data, replicate),
  };
}
