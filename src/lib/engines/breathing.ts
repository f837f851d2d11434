import type { Control } from './engine.ts';

/** How long an engine may work before it lets messages in. */
const BREATH_MS = 40;

/** Lets messages in, or does nothing. */
export type Breathe = () => Promise<void>;

/** Waits for the control, but at most every BREATH_MS: waking up for every batch would cost more than the batch. */
export function breathing(control: Control): Breathe {
  let last = -Infinity;
  return async () => {
    if (performance.now() - last < BREATH_MS) return;
    await control.breathe();
    control.signal.throwIfAborted();
    last = performance.now();
  };
}
