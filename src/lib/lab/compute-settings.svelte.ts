import type { EngineName } from '#lib/engines/engine.ts';
import type { Compute } from '#lib/schedule/protocol.ts';
import type { KeyValueStore } from './study-storage.ts';

const KEY = 'crps-lab:compute';
export const ENGINES = ['simd', 'webgpu', 'webgl', 'wasm', 'cpu'] as const satisfies EngineName[];
export const MOST_WORKERS = 64;
export const LARGEST_STACK = 256;

const AUTO: Compute = { engine: 'auto', workers: 'auto', stack: 'auto' };

function count(value: unknown, largest: number): number | 'auto' {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= largest
    ? (value as number)
    : 'auto';
}

/** Reads anything; what makes no sense becomes auto. */
export function parseCompute(input: unknown): Compute {
  if (typeof input !== 'object' || input === null) return AUTO;
  const { engine, workers, stack } = input as Record<string, unknown>;
  return {
    engine: ENGINES.find((name) => name === engine) ?? 'auto',
    workers: count(workers, MOST_WORKERS),
    stack: count(stack, LARGEST_STACK),
  };
}

/** Where a study runs on this machine: remembered apart from the study, because it never changes what the study means. */
export class ComputeSettings {
  #store: KeyValueStore | null;
  #compute = $state.raw<Compute>(AUTO);

  constructor(store: KeyValueStore | null) {
    this.#store = store;
    try {
      this.#compute = parseCompute(JSON.parse(store?.getItem(KEY) ?? 'null'));
    } catch {
      // What was stored cannot be read: auto it is.
    }
  }

  get compute(): Compute {
    return this.#compute;
  }

  set(change: Partial<Compute>): void {
    this.#compute = { ...this.#compute, ...change };
    try {
      this.#store?.setItem(KEY, JSON.stringify(this.#compute));
    } catch {
      // Storage is barred or full: the choice lasts until the page closes.
    }
  }

  /** What cannot be as typed, field by field; a run does not start with it. */
  messageFor(field: 'workers' | 'stack'): string | undefined {
    const largest = field === 'workers' ? MOST_WORKERS : LARGEST_STACK;
    const value = this.#compute[field];
    if (value === 'auto' || count(value, largest) !== 'auto') return undefined;
    return `Expected a whole number from 1 to ${largest}, or nothing for auto.`;
  }
}
