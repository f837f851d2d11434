import type { Arena } from '#lib/engines/simd/Arena.ts';
import type { Experiment } from '#lib/experiment/experiment.ts';
import { padded } from '#lib/engines/simd/packing.ts';

/** A layer's arrays on places of their own, for its products alone. */
export interface PlacedLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly x: number;
  readonly w: number;
  readonly b: number;
  readonly z: number;
  readonly d: number;
}

/** @param panels of 8 samples */
export function placedLayers(
  arena: Arena,
  { hidden, components }: Pick<Experiment, 'hidden' | 'components'>,
  width: number,
  panels: number,
): PlacedLayer[] {
  const units = [width, ...hidden, 3 * components].map(padded);
  return units.slice(1).map((outputs, l) => ({
    inputs: units[l],
    outputs,
    x: arena.allocate(32 * panels * units[l]),
    w: arena.allocate(4 * units[l] * outputs),
    b: arena.allocate(4 * outputs),
    z: arena.allocate(32 * panels * outputs),
    d: arena.allocate(32 * panels * units[l]),
  }));
}
