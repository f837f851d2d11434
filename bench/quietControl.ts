import type { Control } from '#lib/engines/engine.ts';

/** For an engine driven directly: nothing to pause, stop or tell. */
export const quietControl: Control = {
  signal: new AbortController().signal,
  breathe: () => Promise.resolve(),
  onEpoch: () => undefined,
};
