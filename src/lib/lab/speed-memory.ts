/** How fast this machine trained last time, for the estimate beside Run. */
import type { KeyValueStore } from './study-storage.ts';

const KEY = 'crps-lab:speed';

/** Work a second (trainingCost × rows), by the settings it was measured with. */
export class SpeedMemory {
  readonly #store: KeyValueStore | null;

  constructor(store: KeyValueStore | null) {
    this.#store = store;
  }

  #read(): Record<string, unknown> {
    try {
      const stored: unknown = JSON.parse(this.#store?.getItem(KEY) ?? '{}');
      return typeof stored === 'object' && stored !== null ? { ...stored } : {};
    } catch {
      return {};
    }
  }

  recall(settings: string): number | null {
    const speed = this.#read()[settings];
    return typeof speed === 'number' && Number.isFinite(speed) && speed > 0 ? speed : null;
  }

  remember(settings: string, workPerSecond: number): void {
    try {
      this.#store?.setItem(KEY, JSON.stringify({ ...this.#read(), [settings]: workPerSecond }));
    } catch {
      // Storage is barred or full: there will be no estimate.
    }
  }
}
