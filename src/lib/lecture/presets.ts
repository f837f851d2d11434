import type { Heat } from './heat.ts';

/** Sizes of a lecture. A link may preset them: `#3?rows=2000&k=3`. */
export interface Presets {
  /** Test rows that are scored. */
  readonly rows: number;
  /** Densities of the mixture, where a step does not say itself. */
  readonly k: number;
  readonly epochs: number;
  readonly replicates: number;
  /** Workers of the lanes that use every core; null: one a core. */
  readonly workers: number | null;
  /** Turns of each lane, of which the median is told. */
  readonly rounds: number;
  /** Seconds after which a run of replicates stops and is projected. */
  readonly sample: number;
  /** Controls stay away, whatever the pointer does. */
  readonly hideControls: boolean;
}

export const defaultPresets: Presets = {
  rows: 1000,
  k: 3,
  epochs: 20,
  replicates: 32,
  workers: null,
  rounds: 5,
  sample: 3,
  hideControls: false,
};

/** Names in a link, and what they may be. */
export const presetLimits = {
  // Five times as many rows are simulated, and the simulator has 53,783.
  rows: [20, 10_000],
  k: [1, 20],
  epochs: [1, 200],
  replicates: [1, 256],
  workers: [1, 64],
  rounds: [1, 25],
  sample: [1, 60],
} as const satisfies Partial<Record<keyof Presets, readonly [number, number]>>;

/** Runs of replicates take seconds: three turns tell their spread. */
const MOST_POOL_ROUNDS = 3;

/** Turns of each lane. */
export function roundsOf({ unit }: Pick<Heat, 'unit'>, { rounds }: Presets): number {
  return unit === 'replicates' ? Math.min(rounds, MOST_POOL_ROUNDS) : rounds;
}

export type PresetNumber = keyof typeof presetLimits;

export const presetNumbers = Object.keys(presetLimits) as PresetNumber[];
