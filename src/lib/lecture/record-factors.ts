import { type Factor, factorBetween } from './factor.ts';
import { ledgerOf } from './ledger.ts';
import type { RaceRecord } from './race-record.ts';
import type { LectureLane } from './lecture-lane.ts';

export interface RecordFactor {
  readonly name: string;
  /** null where that machine did not race it. */
  readonly factor: Factor | null;
}

/** The factors of one machine, in the order in which a table of several shows them; each names its loop. */
export function recordFactors({ heats, sizes }: RaceRecord): readonly RecordFactor[] {
  const between = (id: string, slow: LectureLane, fast: LectureLane) => {
    const record = heats.find(({ heat }) => heat.id === id);
    return record ? factorBetween(record, slow, fast) : null;
  };
  const ledger = ledgerOf(heats, sizes);
  return [
    { name: 'The batch against the loop (wasm)', factor: between('loop', 'loop', 'batch') },
    {
      name: 'The batch against the loop on the GPU (webgl)',
      factor: between('loop', 'loop-gpu', 'batch'),
    },
    {
      name: 'Closed form against quadrature, 1 density',
      factor: between('k1', 'quadrature', 'closed-form'),
    },
    {
      name: 'Closed form against quadrature, 10 densities',
      factor: between('k10', 'quadrature', 'closed-form'),
    },
    { name: 'SIMD against quadrature, 10 densities', factor: between('k10', 'quadrature', 'simd') },
    {
      name: 'Every worker against one (wasm)',
      factor: between('pool', 'one-worker', 'every-worker'),
    },
    {
      name: 'Stacked, fastest engine, against one worker (wasm)',
      factor: between('pool', 'one-worker', 'fastest'),
    },
    { name: 'Product, whole experiments', factor: ledger?.product ?? null },
    {
      name: 'Fast end against slow end, measured',
      factor: between('ends', 'experiments', 'together'),
    },
  ];
}
