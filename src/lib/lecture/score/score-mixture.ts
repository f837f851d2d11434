/**
 * The forecast that the figure's handles shape: one to four densities of one family. Places are in
 * minutes throughout; a log-normal's mu and sigma are those of ln X, as everywhere.
 */
import type { MixtureFamily } from '#lib/crps/index.ts';

export interface Density {
  /** Share of the mixture; those of a mixture sum to one. */
  readonly weight: number;
  readonly mu: number;
  readonly sigma: number;
}

export interface ScoreMixture {
  readonly family: MixtureFamily;
  readonly densities: readonly Density[];
}

export const MOST_DENSITIES = 4;
/** A density that is there has at least this share, or its handle would lie on the floor. */
export const LEAST_WEIGHT = 0.01;

export interface Limits {
  /** What the figure draws, in minutes. */
  readonly axis: { readonly min: number; readonly max: number };
  /** Of the outcome, in minutes. */
  readonly outcome: { readonly min: number; readonly max: number };
  /** Of a density's middle (median), in minutes. */
  readonly middle: { readonly min: number; readonly max: number };
  /** Of sigma: of ln minutes for a log-normal, in minutes for a normal. */
  readonly sigma: { readonly min: number; readonly max: number };
}

const LIMITS: Record<MixtureFamily, Limits> = {
  lognormal: {
    axis: { min: 0, max: 300 },
    outcome: { min: 0, max: 300 },
    middle: { min: 10, max: 280 },
    sigma: { min: 0.05, max: 1 },
  },
  normal: {
    axis: { min: -60, max: 300 },
    outcome: { min: 0, max: 300 },
    middle: { min: 0, max: 280 },
    sigma: { min: 3, max: 90 },
  },
};

export function limitsOf(family: MixtureFamily): Limits {
  return LIMITS[family];
}

export function clamp(value: number, { min, max }: { min: number; max: number }): number {
  return Math.min(max, Math.max(min, value));
}

/** The median of a density, in minutes. */
export function middleOf(family: MixtureFamily, { mu }: Density): number {
  return family === 'lognormal' ? Math.exp(mu) : mu;
}

/** Where the width's handle stands: one sigma above the middle, in minutes. */
export function shoulderOf(family: MixtureFamily, { mu, sigma }: Density): number {
  return family === 'lognormal' ? Math.exp(mu + sigma) : mu + sigma;
}

/** What the scores take: parallel arrays. */
export function parameters({ densities }: ScoreMixture): {
  weights: number[];
  mus: number[];
  sigmas: number[];
} {
  return {
    weights: densities.map(({ weight }) => weight),
    mus: densities.map(({ mu }) => mu),
    sigmas: densities.map(({ sigma }) => sigma),
  };
}

function replaced(mixture: ScoreMixture, index: number, change: Partial<Density>): ScoreMixture {
  const densities = mixture.densities.map((density, i) =>
    i === index ? { ...density, ...change } : density,
  );
  return { ...mixture, densities };
}

/** The density moved so that its median is at `minutes`, within limits. */
export function withMiddle(mixture: ScoreMixture, index: number, minutes: number): ScoreMixture {
  const middle = clamp(minutes, limitsOf(mixture.family).middle);
  const mu = mixture.family === 'lognormal' ? Math.log(middle) : middle;
  return replaced(mixture, index, { mu });
}

export function withSigma(mixture: ScoreMixture, index: number, sigma: number): ScoreMixture {
  return replaced(mixture, index, { sigma: clamp(sigma, limitsOf(mixture.family).sigma) });
}

/** The width whose handle stands at `minutes`. */
export function withShoulder(mixture: ScoreMixture, index: number, minutes: number): ScoreMixture {
  const { family, densities } = mixture;
  const { mu } = densities[index];
  if (family === 'normal') return withSigma(mixture, index, minutes - mu);
  return withSigma(mixture, index, Math.log(Math.max(minutes, Number.MIN_VALUE)) - mu);
}

/**
 * The density with that share; the others give or take in proportion to what they have above the
 * least, so that all sum to one and none vanishes.
 */
export function withWeight(mixture: ScoreMixture, index: number, weight: number): ScoreMixture {
  const { densities } = mixture;
  const others = densities.length - 1;
  if (others === 0) return mixture;
  const share = clamp(weight, { min: LEAST_WEIGHT, max: 1 - others * LEAST_WEIGHT });
  const free = 1 - share - others * LEAST_WEIGHT;
  const above = densities.map(({ weight }, i) =>
    i === index ? 0 : Math.max(0, weight - LEAST_WEIGHT),
  );
  const total = above.reduce((sum, part) => sum + part, 0);
  return {
    ...mixture,
    densities: densities.map((density, i) => {
      if (i === index) return { ...density, weight: share };
      const part = total > 0 ? above[i] / total : 1 / others;
      return { ...density, weight: LEAST_WEIGHT + free * part };
    }),
  };
}

/** One more density, to the right of the last, with an equal share. */
export function withOneMore(mixture: ScoreMixture): ScoreMixture {
  const { family, densities } = mixture;
  if (densities.length >= MOST_DENSITIES) return mixture;
  const rightmost = Math.max(...densities.map((density) => middleOf(family, density)));
  const { middle } = limitsOf(family);
  const place = rightmost * 1.5 <= middle.max ? rightmost * 1.5 : rightmost / 2;
  const share = 1 / (densities.length + 1);
  const grown: ScoreMixture = {
    family,
    densities: [
      ...densities.map((density) => ({ ...density, weight: density.weight * (1 - share) })),
      { weight: share, mu: 0, sigma: family === 'lognormal' ? 0.25 : 20 },
    ],
  };
  return withMiddle(grown, densities.length, place);
}

/** The mixture without that density; the others keep their proportions. The last one stays. */
export function withoutOne(mixture: ScoreMixture, index: number): ScoreMixture {
  const left = mixture.densities.filter((_, i) => i !== index);
  if (left.length === 0) return mixture;
  const total = left.reduce((sum, { weight }) => sum + weight, 0);
  return {
    ...mixture,
    densities: left.map((density) => ({ ...density, weight: density.weight / total })),
  };
}
