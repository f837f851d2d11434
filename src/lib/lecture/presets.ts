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
  rows: [20, 20_000],
  k: [1, 20],
  epochs: [1, 200],
  replicates: [1, 256],
  workers: [1, 64],
  rounds: [1, 25],
  sample: [1, 60],
} as const satisfies Partial<Record<keyof Presets, readonly [number, number]>>;

export type PresetNumber = keyof typeof presetLimits;

export const presetNumbers = Object.keys(presetLimits) as PresetNumber[];
