import type { ExportSource } from '#lib/export/export-source.ts';
import { runSource } from '#lib/export/run-source.ts';
import type { Rerun } from './rerun.svelte.ts';

/** Whose scores are shown: as they came by link, or as they were found here. */
export type Side = 'link' | 'here';

/** What the page of a result has to export: what it shows. */
export function resultSource(rerun: Rerun, side: Side): ExportSource {
  const { shared, run } = rerun;
  if (run && side === 'here') {
    return runSource(run, (data, replicate) => rerun.prepare(data, replicate));
  }
  const { study, variants } = shared;
  return { study, variants, whole: null, predictions: [], prepare: null };
}
