import { crpsBatch } from '#lib/crps/index.ts';
import type { Mixtures, Reals } from '#lib/mdn/head.ts';
import type { Family } from '#lib/mdn/network.ts';
import type { Breathe } from './breathing.ts';

/** About 40 ms of pairs of components. */
const PAIRS_A_BREATH = 400_000;

/** CRPS of every row in doubles (#lib/crps), batch after batch with a breath between. */
export async function exactCrps(
  family: Family,
  targets: Float64Array,
  { origin, weights, mus, sigmas }: Mixtures,
  components: number,
  breathe: Breathe,
): Promise<Float64Array> {
  const crps = new Float64Array(targets.length);
  const rows = Math.max(1, Math.floor(PAIRS_A_BREATH / (components * components)));
  for (let first = 0; first < targets.length; first += rows) {
    const last = Math.min(first + rows, targets.length);
    const own = (values: Reals) => values.subarray(first * components, last * components);
    const y = targets.subarray(first, last).map((target) => target - origin);
    const out = crps.subarray(first, last);
    crpsBatch(family, y, own(weights), own(mus), own(sigmas), components, out);
    await breathe();
  }
  return crps;
}
