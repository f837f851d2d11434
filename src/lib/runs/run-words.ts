/** A kept run in words: its name, its state, when and of what it is. */
import { countWords } from '#lib/format/counted.ts';
import { dateWords } from '#lib/format/moments.ts';
import { builtins } from '#lib/data/builtin/builtins.ts';
import type { DataSource } from '#lib/data/spec.ts';
import type { RunSummary } from '#lib/history/kept-run.ts';

export function titleOf({ study }: RunSummary): string {
  return study.title.trim() || 'Untitled study';
}

export type RunState = 'running' | 'finished' | 'interrupted' | 'stopped';

export function expectedOf({ study }: RunSummary): number {
  return study.variants.length * study.replicates;
}

/** What is kept decides: a run whose page died after the last replicate lacks nothing. */
export function stateOf(run: RunSummary): RunState {
  if (run.held) return 'running';
  if (run.replicates >= expectedOf(run)) return 'finished';
  return run.status === 'open' ? 'interrupted' : 'stopped';
}

/** Whether there is something left to train here. */
export function isResumable(run: RunSummary): boolean {
  const state = stateOf(run);
  return run.link === null && (state === 'interrupted' || state === 'stopped');
}

/** `Finished, 64 replicates`, `Interrupted at 12 of 64 replicates`. */
export function stateInWords(run: RunSummary): string {
  const of = `${run.replicates} of ${expectedOf(run)} replicates`;
  switch (stateOf(run)) {
    case 'running':
      return `Running, ${of}`;
    case 'finished':
      return `Finished, ${expectedOf(run)} replicates`;
    case 'interrupted':
      return `Interrupted at ${of}`;
    case 'stopped':
      return run.link === null ? `Stopped at ${of}` : `Incomplete, ${of}`;
  }
}

export function dateInWords(begun: number | null): string {
  return begun === null ? 'date unknown' : dateWords(begun);
}

/** `Surgery durations, 5,000 rows`, or the name of a file. */
export function dataInWords(source: DataSource): string {
  if (source.kind === 'table') return source.name;
  const set = builtins.find(({ id }) => id === source.id);
  const drawn = set?.simulated && source.seed !== 1 ? `, data seed ${source.seed}` : '';
  return `${set?.title ?? source.id}, ${countWords(source.rows)} rows${drawn}`;
}

/** `minutes (min)`. */
export function targetInWords({ study }: RunSummary): string {
  const { column, unit } = study.data.target;
  return unit ? `${column} (${unit})` : column;
}

/** `simd × 2`; null where it is not known. */
export function engineInWords({ environment }: RunSummary): string | null {
  return environment && `${environment.engine}\u00a0×\u00a0${environment.workers}`;
}
