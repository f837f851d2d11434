import type { Stream } from './stream.ts';

/** Fisher–Yates: puts `order` into random order in place, and returns it. */
export function shuffle<T extends Int32Array | Uint32Array>(order: T, random: Stream): T {
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    const held = order[i];
    order[i] = order[j];
    order[j] = held;
  }
  return order;
}
