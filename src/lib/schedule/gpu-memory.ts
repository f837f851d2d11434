import type { GpuVerdict } from './gpu-verdict.ts';

/** Verdicts by model, as long as the machine is the same. */
export interface GpuMemory {
  recall(model: string): GpuVerdict | null;
  remember(model: string, verdict: GpuVerdict): void;
}

const KEY = 'crps-lab:gpu';
/** More models than that are not remembered: the oldest goes. */
const MOST = 64;

/**
 * Kept in a page's storage. What another browser version measured is measured again; storage that is
 * barred, full or unreadable costs a trial, nothing else.
 * @param store null where the browser has none
 * @param machine the browser and its version: what a verdict holds for
 */
export function storedGpuMemory(
  store: Pick<Storage, 'getItem' | 'setItem'> | null,
  machine: string,
): GpuMemory {
  const read = (): [string, unknown][] => {
    try {
      const stored: unknown = JSON.parse(store?.getItem(KEY) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isEntry) : [];
    } catch {
      return [];
    }
  };
  const named = (model: string) => `${machine}: ${model}`;
  return {
    recall(model) {
      const found = read().find(([name]) => name === named(model))?.[1];
      return isVerdict(found) ? found : null;
    },
    remember(model, verdict) {
      const others = read().filter(([name]) => name !== named(model));
      try {
        const kept = [...others, [named(model), verdict]].slice(-MOST);
        store?.setItem(KEY, JSON.stringify(kept));
      } catch {
        // It will be measured again.
      }
    },
  };
}

function isEntry(value: unknown): value is [string, unknown] {
  return Array.isArray(value) && typeof value[0] === 'string';
}

function isVerdict(value: unknown): value is GpuVerdict {
  if (typeof value !== 'object' || value === null) return false;
  const { status, why, renderer, gpuRate, workerRate } = value as Record<string, unknown>;
  if (status === 'unfit') return typeof why === 'string';
  const positive = (rate: unknown) => typeof rate === 'number' && Number.isFinite(rate) && rate > 0;
  return (
    status === 'measured' &&
    typeof renderer === 'string' &&
    positive(gpuRate) &&
    positive(workerRate)
  );
}
