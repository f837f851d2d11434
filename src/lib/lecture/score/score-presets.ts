import type { Density, ScoreMixture } from './score-mixture.ts';

export interface ScorePreset {
  readonly id: string;
  readonly name: string;
  /** What to see in it, in a sentence. */
  readonly note: string;
  readonly mixture: ScoreMixture;
  /** Minutes. */
  readonly outcome: number;
}

const mixed = (...densities: readonly Density[]): ScoreMixture => ({
  family: 'lognormal',
  densities,
});

/** A density by its median in minutes. */
const around = (median: number, sigma: number, weight = 1): Density => ({
  weight,
  mu: Math.log(median),
  sigma,
});

/** The first is what the page opens with: the worked example of docs/formulas.md. */
export const scorePresets: readonly ScorePreset[] = [
  {
    id: 'two',
    name: 'Two densities',
    note: 'Most cases take about an hour, some much longer; this one took 95 minutes.',
    mixture: mixed({ weight: 0.7, mu: 4.2, sigma: 0.35 }, { weight: 0.3, mu: 4.9, sigma: 0.6 }),
    outcome: 95,
  },
  {
    id: 'one',
    name: 'One density',
    note: 'A single log-normal: the forecast of the original’s best models.',
    mixture: mixed(around(90, 0.4)),
    outcome: 120,
  },
  {
    id: 'open',
    name: 'Converted to open',
    note: 'Keyhole surgery takes an hour; converted to open surgery, nearly three. A forecast with two peaks expects almost nothing in between.',
    mixture: mixed(around(60, 0.18, 0.8), around(170, 0.16, 0.2)),
    outcome: 165,
  },
  {
    id: 'sure',
    name: 'Too sure',
    note: 'Narrow and wrong: the score is nearly the whole distance to the outcome.',
    mixture: mixed(around(100, 0.07)),
    outcome: 150,
  },
  {
    id: 'vague',
    name: 'Too vague',
    note: 'The middle is right, but the forecast commits to nothing, and pays for it on both sides.',
    mixture: mixed(around(100, 0.9)),
    outcome: 100,
  },
  {
    id: 'calibrated',
    name: 'Well calibrated',
    note: 'As wide as such cases vary. One outcome cannot prove it: over many, half must fall between the quartiles.',
    mixture: mixed(around(100, 0.3)),
    outcome: 112,
  },
];
