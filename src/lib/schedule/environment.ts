import type { Environment } from '#lib/experiment/result.ts';
import type { Decision } from './auto.ts';
import type { Platform } from './schedule.ts';
import type { Slot } from './slot.ts';

function named(names: readonly (string | null | undefined)[]): string {
  return [...new Set(names.filter((name) => name))].join(' + ');
}

/** What really runs; where a fallback moved some of the workers, both engines, as `webgl + wasm`. */
export function environmentOf(
  slots: readonly Slot[],
  decision: Decision,
  platform: Platform,
): Environment {
  return {
    engine: named(slots.map((slot) => slot.started?.engine)),
    workers: slots.length,
    stack: decision.stack,
    renderer: named(slots.map((slot) => slot.started?.renderer)) || null,
    runtime: platform.runtime,
    hardwareConcurrency: platform.hardwareConcurrency,
  };
}
